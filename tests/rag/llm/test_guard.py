"""The guard against sentences that were changed on purpose, over all sample sentences."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from index.text.sentences import split
from rag.language import by_code
from rag.llm.guard import breach, clauses, joins

SAMPLES = Path(__file__).resolve().parents[3] / "index" / "samples"
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
VERB = re.compile(r"\b(is|are|was|were|will|has|had|have)\b(?! not)")


def sentences() -> list[str]:
    found = []
    for path in sorted(SAMPLES.glob("*-*.md")):
        text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        found += [text[a:b] for a, b in split(text)]
    return found


SENTENCES = sentences()


def swapped(text: str, pattern: re.Pattern[str]) -> str | None:
    """Return a text with the first two different matches exchanged."""
    found = list(pattern.finditer(text))
    for one, two in pairwise(found):
        if one[0] != two[0]:
            return (
                text[: one.start()]
                + two[0]
                + text[one.end() : two.start()]
                + one[0]
                + text[two.end() :]
            )
    return None


def other_number(text: str) -> str | None:
    match = NUMBER.search(text)
    return text[: match.start()] + "9" + match[0] + text[match.end() :] if match else None


def denied(text: str) -> str | None:
    match = VERB.search(text)
    return text[: match.end()] + " not" + text[match.end() :] if match else None


def undenied(text: str) -> str | None:
    found = re.sub(r"\b(?:not|never|no) ", "", text, count=1)
    return found if found != text else None


PLAIN = re.compile(r"\b[a-z]{5,}\b")
LITTLE = by_code("en").modality.free | by_code("en").words.function
POOL = [w for w in PLAIN.findall(" ".join(SENTENCES)) if w not in LITTLE]


def other_word(text: str) -> str | None:
    words = [w for w in PLAIN.findall(text) if w not in LITTLE]
    if not words:
        return None
    chance = random.Random(text)
    new = chance.choice(POOL)
    while new[:4] in text:
        new = chance.choice(POOL)
    return text.replace(chance.choice(words), new, 1)


def other_name(text: str) -> str | None:
    match = NAME.search(text)
    return text[: match.start()] + "Aurelia Quist" + text[match.end() :] if match else None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: swapped(text, NAME),
        lambda text: swapped(text, NUMBER),
        other_number,
        denied,
        undenied,
        other_word,
        other_name,
    ],
    ids=["names swapped", "numbers swapped", "number", "denied", "undenied", "word", "name"],
)
def test_changed_sentence_is_caught(change):
    changed = [(text, change(text)) for text in SENTENCES]
    pairs = [(text, other) for text, other in changed if other is not None and other != text]
    assert len(pairs) >= 20
    missed = [other for text, other in pairs if breach(other, text) is None]
    assert missed == []


def test_true_sentence_is_never_refused():
    assert [text for text in SENTENCES if breach(text, text) is not None] == []


SHORTENED = [
    (
        "Marta Ekholm leads the Dockworkers' Federation.",
        "Marta Ekholm, president since 2019, leads the Dockworkers' Federation of Sundmark.",
    ),
    (
        "The strike ended on its fortieth day.",
        "The vote came late, and the strike ended on its fortieth day.",
    ),
    ("The bridge carries 31,000 vehicles.", "The bridge carries 31,000 vehicles on a working day."),
    (
        "Lars Vintergaard called the strike unnecessary.",
        "Lars Vintergaard, chief executive of the port authority, called the strike unnecessary.",
    ),
]
CHANGED = [
    ("Vanterpool sits on the board.", "Vanterpool's brother sits on the board."),
    ("The mayor resigned.", "The man who attacked the mayor resigned."),
    ("The mayor resigned.", "A spokesman for the mayor resigned."),
    ("The fan was off.", "The company denied that the fan was off."),
    ("The guard stole the crown.", "The police thought that the guard stole the crown."),
    (
        "Inflation stood at 3.4 per cent in February.",
        "Inflation stood at 3.4 per cent in November and 5.2 per cent in February.",
    ),
    ("The court cleared the ministry.", "The ministry was cleared by the court."),
    ("Kessland was attacked.", "Kessland attacked Ombria."),
    ("Ombria attacked.", "Ombria was attacked."),
    ("Marr raised taxes.", "Marr told reporters that the government raised taxes."),
    ("All members agreed.", "Six members agreed."),
    ("The dam will open.", "The dam may open."),
    ("The bank raised the rate.", "The bank wanted to raise the rate."),
    ("It closed after the vote.", "It closed before the vote."),
    ("The ferry sailed.", "The ferry nearly sailed."),
    ('He called it "a great day".', "He called it a day."),
    ("Four people died.", "Fourteen people died."),
]


@pytest.mark.parametrize(("claim", "cited"), SHORTENED)
def test_shortened_sentence_passes(claim, cited):
    assert breach(claim, cited) is None


@pytest.mark.parametrize(("claim", "cited"), CHANGED)
def test_turned_sentence_does_not(claim, cited):
    assert breach(claim, cited) is not None


def test_clauses_each_need_a_home():
    cited = ["The repair cost 1.4 million crowns.", "The crossing takes 35 minutes."]
    claim = "The repair cost 1.4 million crowns and the crossing takes 35 minutes."
    assert clauses(claim) == [cited[0].rstrip("."), "the crossing takes 35 minutes."]
    assert [home for _, home in joins(claim, cited) or []] == [0, 1]
    assert joins("The repair takes 35 minutes.", cited) is None
    assert joins("The repair cost 1.4 million crowns and the ship sank.", cited) is None


def test_in_a_language_of_which_nothing_is_known_nothing_may_be_left_out():
    cited = "해온시가 지하철 기본요금을 150원 올리지 않기로 했다."
    assert breach(cited, cited) is None
    assert breach("해온시가 지하철 기본요금을 150원 올리지 않기로 했다", cited) is None
    assert breach("해온시가 지하철 기본요금을 150원", cited) is not None
