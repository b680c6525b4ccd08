from __future__ import annotations

import gzip
import json
from pathlib import Path

from eval.train.newsroom import (
    answer_places,
    question_groups,
    read_stories,
    says,
    swapped,
)

FILLER = " ".join(f"The council of Harbourton met for the {n}th time." for n in range(4, 40))
TEXT = f"Ten men left Port Anna in 2019, said Mayor Jo Reed. {FILLER} Ships came on Monday."
ARTICLE = {"id": "a", "title": "Men leave", "text": TEXT, "date": "2024-03-05", "source": "Gazette"}
ASKED = {
    "id": "q",
    "question": "How many men did Port Anna lose in 2019?",
    "type": "how_many",
    "answerable": True,
    "gold": [["ten", "10"]],
    "docs": ["a"],
    "evidence": ["Ten men left Port Anna in 2019, said Mayor Jo Reed."],
    "span": "Ten men",
}


def stories(folder: Path) -> dict:
    path = folder / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(ARTICLE) + "\n")
    return read_stories(path)


def test_the_place_of_an_answer_is_its_span_in_the_article(tmp_path: Path) -> None:
    ((name, start, end),) = answer_places(ASKED, stories(tmp_path))
    assert (name, TEXT[start:end]) == ("a", "Ten men")


def test_without_a_span_the_place_holds_one_of_each_group_of_gold(tmp_path: Path) -> None:
    listed = ASKED | {"span": None, "type": "list", "gold": [["port anna"], ["jo reed"]]}
    ((_, start, end),) = answer_places(listed, stories(tmp_path))
    assert TEXT[start:end] == "Port Anna in 2019, said Mayor Jo Reed"


def test_a_group_has_the_answering_window_and_windows_that_do_not_answer(tmp_path: Path) -> None:
    (group,) = question_groups([ASKED], stories(tmp_path), {}, seed=1)
    answering = [row for row in group if row.spans]
    assert len(answering) == 1
    row = answering[0]
    assert [row.passage[a:b] for a, b in row.spans] == ["Ten men"]
    assert row.context.startswith("Men leave. Gazette")
    others = [other for other in group if not other.spans]
    assert others
    assert not any(says(ASKED, other.passage) for other in others)


def test_an_unanswerable_question_has_no_spans(tmp_path: Path) -> None:
    (group,) = question_groups([ASKED | {"answerable": False}], stories(tmp_path), {}, seed=1)
    assert group
    assert not any(row.spans for row in group)


def test_what_is_swapped_into_a_question_is_not_in_the_passage(tmp_path: Path) -> None:
    strange = ("Port Olga", "Port Ines", "Port Klaus", "Port Mira", "Port Tove")
    others = [
        ASKED | {"id": name, "question": f"How many men did {name} lose in 2021?"}
        for name in strange
    ]
    groups = question_groups([ASKED, *others], stories(tmp_path), {}, seed=1)
    made = swapped(groups, 2, seed=5)
    assert made
    for (row,) in made:
        assert not row.spans
        assert row.question != ASKED["question"]
