"""Plain questions as JSON Lines and CSV."""

import json
from datetime import date
from pathlib import Path

import pytest

from eval.errors import DatasetError
from eval.loaders import load
from eval.sets import addresses, missing

CASES = Path(__file__).parents[3] / "eval" / "cases"


def lines(file, *rows):
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_reads_the_cases_over_the_samples():
    found = load(CASES / "samples.jsonl")
    assert len(found.questions) >= 60
    types = {one.type for one in found.questions}
    assert {"unanswerable", "dated", "conflict", "correction", "comparison"} <= types
    assert any(one.now for one in found.questions)
    assert all(one.relevant for one in found.questions if one.answerable)
    assert found.articles is None


def test_reads_the_conversations():
    found = load(CASES / "conversations.jsonl")
    assert all(one.history for one in found.questions)
    assert found.questions[0].text != found.questions[0].history[0]


def test_reads_every_field(tmp_path):
    row = {
        "question": "how many?",
        "answers": ["84", "92"],
        "articles": ["https://one.example/a/"],
        "type": "conflict",
        "now": "2026-01-20",
        "since": "2025-01-01",
        "until": "2025-12-31",
        "disagree": [["84", "https://one.example/a/"], ["92", "b"]],
        "draft": True,
    }
    one = load(lines(tmp_path / "set.jsonl", row)).questions[0]
    assert (one.id, one.now, one.until) == ("q1", date(2026, 1, 20), date(2025, 12, 31))
    assert one.sides[1] == ("92", "b")
    assert one.draft


def test_addresses_become_ids(tmp_path):
    row = {"question": "how?", "articles": ["https://one.example/a", "d2", "gone"]}
    raw = load(lines(tmp_path / "set.jsonl", row))
    names = addresses(raw, [("d1", "https://one.example/a/"), ("d2", None)])
    found = raw.renamed(names)
    assert set(found.questions[0].relevant) == {"d1", "d2", "gone"}
    assert missing(found, ["d1", "d2"]) == ["gone"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"question": " "}, "line 1: 'question' must be a text"),
        ({"id": "x"}, "must have 'question' or 'turns'"),
        ({"question": "a", "turns": ["b"]}, "not both"),
        ({"question": "a", "answer": "b"}, "no field is called 'answer'"),
        ({"question": "a", "answerable": "perhaps"}, "'answerable' must be true or false"),
        ({"question": "a", "answerable": False, "answers": ["b"]}, "and yet has answers"),
        ({"question": "a", "since": "2025-02-30"}, "ISO date, not '2025-02-30'"),
        ({"question": "a", "since": "2025-02-02", "until": "2025-01-01"}, "is after 'until'"),
        ({"question": "a", "disagree": [["84"]]}, "holds .figure, address. pairs"),
    ],
)
def test_says_what_is_wrong(tmp_path, row, message):
    with pytest.raises(DatasetError, match=message):
        load(lines(tmp_path / "set.jsonl", row))


def test_ids_must_differ(tmp_path):
    rows = [{"id": "a", "question": "x"}, {"id": "a", "question": "y"}]
    with pytest.raises(DatasetError, match="line 2: the id 'a' is used twice"):
        load(lines(tmp_path / "set.jsonl", *rows))


def test_csv(tmp_path):
    file = tmp_path / "set.csv"
    file.write_text(
        "question,answers,articles,answerable,since\r\n"
        '"Who, then?",Ada | the engineer,a1|a2,true,2024-01-01\r\n'
        "Why not?,,,no,\r\n",
        encoding="utf-8",
    )
    first, second = load(file).questions
    assert first.text == "Who, then?"
    assert first.answers == ("Ada", "the engineer")
    assert set(first.relevant) == {"a1", "a2"}
    assert first.since == date(2024, 1, 1)
    assert not second.answerable


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("question,answers\nwhy,because,of\n", "line 2: has 3 cells, the heading 2"),
        ("question,answers\nwhy\n", "line 2: has 1 cells, the heading 2"),
        ('question\n"why\n', "not CSV"),
        ("question,colour\nwhy,red\n", "no field is called 'colour'"),
        ("question\n", "holds no question"),
    ],
)
def test_csv_says_what_is_wrong(tmp_path, text, message):
    file = tmp_path / "set.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=message):
        load(file)
