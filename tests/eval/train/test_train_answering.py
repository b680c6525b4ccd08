"""Questions as claims: each beside what answers it, and beside what leaves it open."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.train.answering import news_answers
from eval.train.newsroom import Story, read_stories

DECIDES = "The minister, Jo Reed, refused to sign the treaty of Marlow."
FILLER = " ".join(f"The council of Harbourton met for the {n}th time." for n in range(4, 14))
ARTICLE = {
    "id": "a",
    "title": "No treaty",
    "text": f"Ships waited outside the port. {DECIDES} {FILLER}",
    "date": "2024-03-05",
    "source": "Gazette",
}
ASKED = {
    "id": "q",
    "question": "Did Reed sign the treaty?",
    "type": "yesno",
    "answerable": True,
    "gold": [["no,", "no.", "refused"]],
    "docs": ["a"],
    "evidence": [DECIDES],
}


@pytest.fixture
def stories(tmp_path: Path) -> dict[str, Story]:
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(ARTICLE) + "\n")
    return read_stories(path)


def test_what_decides_is_labelled_and_other_sentences_leave_it_open(stories):
    ((decisive, *others),) = news_answers([ASKED], stories, {}, seed=1)
    assert decisive.premise.endswith(DECIDES)
    assert (decisive.claim, decisive.label) == ("Did Reed sign the treaty?", "contradicts")
    assert [other.label for other in others] == ["neutral"]
    assert not any(DECIDES in other.premise for other in others)


def test_the_sentence_before_is_shown_now_and_then(stories):
    seen = {news_answers([ASKED], stories, {}, seed)[0][0].premise for seed in range(12)}
    assert seen == {DECIDES, f"Ships waited outside the port. {DECIDES}"}


def test_of_what_retrieval_brings_up_the_sentence_in_the_questions_words_tempts(stories):
    mined = {"q": [("a", 0, len(ARTICLE["text"]))]}
    asked = ASKED | {"question": "Did the council of Harbourton meet for the 7th time?"}
    ((_, *others),) = news_answers([asked], stories, mined, seed=1)
    assert "The council of Harbourton met for the 7th time." in [each.premise for each in others]


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"gold": [["yes", "refused"]]}, "entails"),
        ({"type": "who", "gold": [["jo reed"]], "span": "Jo Reed"}, "entails"),
        ({"answerable": False, "gold": []}, "neutral"),
    ],
)
def test_gold_says_the_label(stories, changed, label):
    ((decisive, *_),) = news_answers([ASKED | changed], stories, {}, seed=1)
    assert decisive.label == label


@pytest.mark.parametrize(
    "changed", [{"gold": [["yes", "no"]]}, {"gold": [["signed"]]}, {"docs": ["elsewhere"]}]
)
def test_what_tells_no_verdict_is_left_out(stories, changed):
    assert news_answers([ASKED | changed], stories, {}, seed=1) == []


def test_sentences_that_tempted_the_reader_stand_in_place_of_others(stories):
    text = stories["a"].article.text
    start = text.index("The council of Harbourton met for the 7th")
    place = ("a", start, start + len("The council of Harbourton met for the 7th time."))
    (group,) = news_answers([ASKED], stories, {}, 1, {ASKED["id"]: [place]})
    (tempted,) = [claim for claim in group if claim.label == "neutral"]
    assert tempted.premise.endswith("the 7th time.")
    assert "6th time" in tempted.premise
