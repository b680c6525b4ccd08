"""Sheets to train on: what the reader liked best of a question, and where the answer stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.train.negatives import read_best
from eval.train.newsroom import Story
from eval.train.sheets import sheet_groups
from tests.eval.train.test_train_answering import ARTICLE, ASKED, DECIDES, stories

__all__ = ["stories"]

TEXT = ARTICLE["text"]
OUTSIDE = ("a", 0, TEXT.index(" The minister"))
ANSWER = ("a", TEXT.index(DECIDES), TEXT.index(DECIDES) + len(DECIDES))


def spans(question, found: dict[str, Story], best, seed=1) -> list[str]:
    ((row,),) = sheet_groups([question], found, best, seed)
    return [row.passage[start:end] for start, end in row.spans]


@pytest.mark.parametrize("seed", range(6))
def test_the_answer_is_marked_where_it_stands_whatever_the_order(stories, seed):
    best = {"q": [(OUTSIDE, False), (ANSWER, True)]}
    assert spans(ASKED, stories, best, seed) == [DECIDES]


def test_an_answer_that_the_reader_did_not_like_is_put_in_now_and_then(stories):
    best = {"q": [(OUTSIDE, False)]}
    marked = [spans(ASKED, stories, best, seed) for seed in range(12)]
    assert [] in marked
    assert [DECIDES] in marked


def test_a_question_without_answer_has_none(stories):
    unanswerable = ASKED | {"answerable": False, "gold": []}
    assert spans(unanswerable, stories, {"q": [(ANSWER, False)]}) == []


def test_questions_that_nothing_is_known_of_are_left_out(stories):
    assert sheet_groups([ASKED], stories, {}, 1) == []


def test_the_best_sentences_are_read_from_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "tempted.jsonl"
    path.write_text(json.dumps({"id": "q", "places": [OUTSIDE], "best": [[OUTSIDE, False]]}) + "\n")
    assert read_best(path) == {"q": [(OUTSIDE, False)]}
