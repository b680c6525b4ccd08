"""Yes-or-no questions for the checker: "yes" is entailed, "no" contradicted, else it stays open."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.train.newsroom import Story
from eval.train.rows import Claim, ClaimGroup, Mark, read_jsonl, sample
from index.text.sentences import split
from rag.support.model import excerpt

GENERAL_SETS: dict[str, int | None] = {"boolq-dev": 2_500, "boolq-contrast": None}
"""Sets of questions beside a paragraph that decides them, and how many rows are taken."""
_MARKS: dict[str, Mark] = {"yes": "entails", "no": "contradicts"}
_BEFORE = 0.5
"""How often the sentence before the one that decides is shown with it."""
_OPEN = 2
"""Sentences of the same article beside a question that leave it open."""


def general_verdicts(data: Path, seed: int) -> list[ClaimGroup]:
    """Return the questions of the general sets, each beside its paragraph.

    Args:
        data: folder of the training sets.
        seed: of what is chosen.
    """
    chance = random.Random(seed)
    groups: list[ClaimGroup] = []
    for name, most in GENERAL_SETS.items():
        rows = [row for row in read_jsonl(data / f"{name}.jsonl.gz") if row["answer"] in _MARKS]
        for row in sample(rows, most, chance):
            premise = excerpt(row["question"], row["passage"])
            groups.append((Claim(premise, _asked(row["question"]), _MARKS[row["answer"]]),))
    return groups


def news_verdicts(
    questions: Sequence[Mapping[str, Any]], stories: Mapping[str, Story], seed: int
) -> list[ClaimGroup]:
    """Return questions over news, each beside what decides it and what leaves it open.

    Args:
        questions: rows of newsroom questions of which those of type "yesno" are taken.
        stories: the articles.
        seed: of what is chosen.
    """
    chance = random.Random(seed)
    groups = []
    for row in questions:
        mark = _mark(row)
        if row["type"] != "yesno" or mark is None:
            continue
        asked = _asked(row["question"])
        rows: list[Claim] = []
        for name in row["docs"][:1]:
            text = stories[name].article.text if name in stories else ""
            spans = split(text)
            at = [i for i, (a, b) in enumerate(spans) if _meets(text, a, b, row["evidence"][0])]
            if not at:
                continue
            first = at[0] - (at[0] > 0 and chance.random() < _BEFORE)
            rows.append(Claim(text[spans[first][0] : spans[at[-1]][1]], asked, mark))
            others = [i for i in range(len(spans)) if i not in range(first - 1, at[-1] + 2)]
            for i in chance.sample(others, min(_OPEN, len(others))):
                rows.append(Claim(text[slice(*spans[i])], asked, "neutral"))
        if rows:
            groups.append(tuple(rows))
    return groups


def _asked(question: str) -> str:
    return question.strip().rstrip("?. ") + "?"


def _meets(text: str, start: int, end: int, evidence: str) -> bool:
    at = text.find(evidence)
    return at >= 0 and start < at + len(evidence) and at < end


def _mark(row: Mapping[str, Any]) -> Mark | None:
    """Return what a row's gold says; a question that is not answered stays open."""
    if not row["answerable"]:
        return "neutral" if row["evidence"] else None
    said = {alternative.strip(" ,.") for group in row["gold"] for alternative in group}
    found = [mark for word, mark in _MARKS.items() if word in said]
    return found[0] if len(found) == 1 else None
