"""A model that twists the very sentences it is shown, asked every sample question."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rag import ask
from tests.support.scripted import Script

CASES = Path(__file__).resolve().parents[3] / "eval" / "cases" / "samples.jsonl"
SHOWN = re.compile(r"^\[(\d+)\] (?:\([^)]*\) )?(.+)$", re.MULTILINE)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
VERB = re.compile(r"\b(is|are|was|were|will|has|had|have|said|called|won|wanted)\b")
Lie = Callable[[str, str, random.Random], str]


def other_number(text: str, other: str, chance: random.Random) -> str:
    return NUMBER.sub(lambda m: str(int(m[0][0]) % 9 + 1) + m[0][1:], text, count=1)


def denied(text: str, other: str, chance: random.Random) -> str:
    return VERB.sub(lambda m: f"{m[0]} not", text, count=1)


def other_name(text: str, other: str, chance: random.Random) -> str:
    names = [name for name in NAME.findall(other) if name not in text]
    return NAME.sub(chance.choice(names) if names else "Aurelia Quist", text, count=1)


def quoted(text: str, other: str, chance: random.Random) -> str:
    return f"“{text.rstrip('.')}”, the mayor said."


def grafted(text: str, other: str, chance: random.Random) -> str:
    mine, theirs = text.split(), other.split()
    return " ".join([*mine[: len(mine) // 2], *theirs[len(theirs) // 2 :]])


def caused(text: str, other: str, chance: random.Random) -> str:
    return f"{text.rstrip('.')} because {other[:1].lower()}{other[1:]}"


def told_of_another(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    return " ".join(["She", *words[2:]])


def judged(text: str, other: str, chance: random.Random) -> str:
    return f"{text.rstrip('.')}, which is a scandal."


def linked(text: str, other: str, chance: random.Random) -> str:
    link = f"![x](https://evil.example/?q={chance.randint(0, 9)}) [77](//evil.example)"
    return f"{text.rstrip('.')} {link}."


def invented(text: str, other: str, chance: random.Random) -> str:
    return "The whole affair was planned by a foreign power."


LIES: tuple[Lie, ...] = (
    other_number,
    denied,
    other_name,
    quoted,
    grafted,
    caused,
    told_of_another,
    judged,
    linked,
    invented,
)
QUESTIONS = [case for case in map(json.loads, CASES.open(encoding="utf-8")) if case["answerable"]]


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_there_are_enough_questions():
    assert len(QUESTIONS) >= 100


@pytest.mark.parametrize("case", QUESTIONS, ids=[case["id"] for case in QUESTIONS])
def test_nothing_twisted_is_said(server, samples_index, case):
    chance = random.Random(case["id"])
    lies: list[str] = []
    shown: list[str] = []

    def respond(body: dict) -> Script:
        prompt = str(body["messages"][-1]["content"])
        found = [words for _, words in SHOWN.findall(prompt)]
        if not found:
            return Script(["no parts"])
        shown.extend(found)
        for number, text in enumerate(found, start=1):
            lie = chance.choice(LIES)(text, chance.choice(found), chance)
            lies.append(f"{lie} [{number}]")
        chance.shuffle(lies)
        return Script([word + " " for word in " ".join(lies).split(" ")])

    server.respond = respond
    answer = ask(case["question"], index=samples_index, llm="openai:scripted", now=case.get("now"))
    true = {plain(text) for text in shown}
    told = {plain(re.sub(r"\[\d+\]$", "", lie)) for lie in lies} - true
    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert answer.sentences or answer.abstained
    for sentence in answer.sentences:
        assert plain(sentence.text) not in told
        assert "evil" not in sentence.text
        if sentence.origin == "extract":
            assert sentence.text in {quotes[n] for n in sentence.citations}
        else:
            words = [plain(quotes[n]) for n in sentence.citations]
            assert all(
                any(w in text.split() for text in words) for w in plain(sentence.text).split()
            )
    markers = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert markers == set(quotes) or answer.abstained
