"""Sentence shapes that a question can be turned out of, each with the words that answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAME = r"[A-Z][\w'’-]+(?:\s(?:(?:al|bin|da|de|den|del|der|di|la|le|of|van|von)\s)?[A-Z][\w'’-]+)+"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = rf"(?:\d{{1,2}}\s{MONTH}(?:\s\d{{4}})?|{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?)"
NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?)"
SMALL = (
    r"(?:in|of|at|to|by|on|for|from|and|or|before|after|since|as|than|with|who|that|were|was|is"
    r"|the|an|a|had|have|has|will|would|while|when|over|under|between)\b"
)

_ROLE = re.compile(
    rf"\b(?P<name>{NAME}), (?P<role>(?:the|an?|its|his|her|their)\s[a-z][^,.;:“”\"]{{8,70}}),"
)
_TITLED = re.compile(
    rf"\b(?P<role>[Tt]he (?:[a-z]+ ){{0,3}}(?:minister|mayor|president|governor|director|coach|"
    rf"chair|captain|spokesman|spokeswoman|secretary|judge|chief)[^,.;:“”\"]{{0,50}}),"
    rf" (?P<name>{NAME}),"
)
_COUNT = re.compile(
    rf"^(?:(?:About|Almost|At least|More than|Nearly|Some|Over) )?(?P<number>{NUMBER}"
    rf"(?: (?:hundred|thousand|million|billion))?) (?P<rest>[a-z][^.;:“”\"]{{12,110}})\.$"
)
_SAID = re.compile(
    rf"^(?P<name>{NAME})(?:, [^.,“”\"]{{3,60}},)? (?:said|says|told [^.“”\"]{{2,30}}) that"
    rf" (?P<claim>[^.“”\"]{{20,140}})\.$"
)
_WHEN = re.compile(rf"^(?P<before>[A-Z][^.;“”\"]{{15,120}}?) on (?P<day>{DAY})\.$")
_FIGURE = re.compile(
    rf"(?<![\w.,-])(?P<figure>{NUMBER}(?: (?:per cent|percent|million|billion|thousand))?"
    rf"(?: (?!{SMALL})[a-z]+)?)(?![\w,-]|\.\d| {MONTH})"
)


_PERSON = re.compile(
    r"\b(?:\w+(?:er|or|ist|man|woman|wife|eur)|president|head|chief|coach|judge|secretary|captain"
    r"|architect|champion|son|heir|king|queen|prince|princess|guest|student|nurse|pilot)s?\b"
)
"""A word for a person in a role; other roles are of things too ("the best known piece")."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A question and its answer, as a sentence gave them.

    Attributes:
        question: in words.
        answer: stands in the sentence word for word.
        type: kind of question.
    """

    question: str
    answer: str
    type: str


def shapes(sentence: str) -> Iterator[Shape]:
    """Yield the questions that a sentence answers, surest shapes first."""
    for match in _ROLE.finditer(sentence):
        if match["role"].startswith("the "):
            word = "Who" if _PERSON.search(match["role"]) else "Who or what"
            yield Shape(f"{word} is {match['role']}?", match["name"], "who")
    for match in _TITLED.finditer(sentence):
        role = match["role"][0].lower() + match["role"][1:]
        yield Shape(f"Who is {role}?", match["name"], "who")
    for match in _SAID.finditer(sentence):
        yield Shape(f"Who said that {match['claim']}?", match["name"], "who")
    for match in _COUNT.finditer(sentence):
        yield Shape(f"How many {match['rest']}?", match["number"], "how_many")
    for match in _WHEN.finditer(sentence):
        told = match["before"]
        yield Shape(f"On which day: {told}?", match["day"], "when")


def gap(sentence: str) -> Shape | None:
    """Return the sentence with one figure left out; None when it has none worth asking for."""
    found = [match for match in _FIGURE.finditer(sentence) if _worth(match["figure"])]
    if len(found) != 1 or not 40 <= len(sentence) <= 220:
        return None
    match = found[0]
    start, end = match.span("figure")
    return Shape(
        f"Which figure is missing: “{sentence[:start]}____{sentence[end:]}”",
        match["figure"],
        "cloze",
    )


def _worth(figure: str) -> bool:
    return len(figure) > 1 and figure[0] != "0"
