"""Reporters' questions: what each figure counts, and files that are refused."""

import json
from datetime import date

import pytest

from eval.errors import DatasetError
from eval.newsroom import figures, read_questions, values
from eval.record import Result

QUOTE = "The bank raised its rate to 7.25 per cent."


def row(**changes):
    values = {"id": "q1", "question": "how far?", "type": "how_much", "answerable": True,
              "gold": [["7.25", "7¼"]], "docs": ["a1"], "evidence": [QUOTE]}  # fmt: skip
    return values | changes


def gold(tmp_path, **changes):
    file = tmp_path / "q.jsonl"
    file.write_text(json.dumps(row(**changes)), encoding="utf-8")
    (question,), golds = read_questions(file, date(2025, 7, 1))
    assert question.now == date(2025, 7, 1)
    return golds[question.id]


def answer(*sentences, passages=(), **changes):
    return {
        "abstained": not sentences,
        "sentences": [{"text": one} for one in sentences],
        "passages": [{"text": one} for one in passages],
        "disagreements": [],
    } | changes


def test_an_answer_is_useful_when_its_one_fact_comes_first(tmp_path):
    known = gold(tmp_path)
    told = values(known, answer(QUOTE, "It rained.", passages=["x", QUOTE], short={"text": "7.25"}))
    assert told["useful"] == told["first"] == told["right"] == told["right: how_much"] == 1.0
    assert told["padding"] == 0.5
    assert told["words"] == 11
    assert told["gold in 5 passages"] == told["short_right"] == 1.0
    late = values(known, answer("It rained.", QUOTE, short=None))
    assert (late["useful"], late["first"], late["right"], late["short_right"]) == (0, 0, 1, 0)
    assert "short_right" not in values(known, answer(QUOTE))


def test_every_group_must_be_said(tmp_path):
    known = gold(tmp_path, gold=[["7.25"], ["June", "summer"]])
    half, whole = (values(known, answer(QUOTE, more)) for more in ("It rained.", "In June."))
    assert (half["groups"], half["right"], half["useful"]) == (0.5, 0.0, 0.0)
    assert (whole["groups"], whole["right"], whole["useful"]) == (1.0, 1.0, 1.0)
    assert "first" not in whole


def test_silence_is_right_where_the_archive_does_not_tell(tmp_path):
    known = gold(tmp_path, answerable=False, why_not="near_miss", gold=[])
    assert values(known, answer()) == {"useful": 1.0, "refused": 1.0, "refused: near_miss": 1.0}
    assert values(known, answer(QUOTE))["refused"] == 0.0
    assert values(gold(tmp_path), answer())["answered"] == 0.0


def test_disagreements_are_false_where_there_are_none(tmp_path):
    shown = answer(QUOTE, disagreements=[{"kind": "conflict"}])
    assert values(gold(tmp_path), shown)["false_conflicts"] == 1.0
    known = gold(tmp_path, conflict={"values": ["7", "8"]})
    assert values(known, shown)["conflicts"] == 1.0
    assert "false_conflicts" not in values(known, shown)


def test_figures_are_means_over_the_questions_that_have_them(tmp_path):
    golds = {"a": gold(tmp_path), "b": gold(tmp_path, answerable=False, why_not="outside")}
    results = {
        "a": Result("a", [], answer(QUOTE), 0.0, 10.0),
        "b": Result("b", [], answer(QUOTE), 0.0, 30.0),
    }
    found = figures(golds, results)
    assert (found["useful"], found["right"], found["refused: outside"]) == (0.5, 1.0, 0.0)
    assert (found["p50_ms"], found["questions"]) == (20.0, 2.0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"question": ""}, "line 1: 'question' must be a text"),
        ({"gold": [[]]}, "line 1: is answerable and has a group of gold without alternatives"),
        ({"gold": "7"}, "line 1: 'gold' must be a list"),
    ],
)
def test_what_is_no_question_is_refused(tmp_path, changes, message):
    with pytest.raises(DatasetError, match=message):
        gold(tmp_path, **changes)
