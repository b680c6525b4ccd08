"""Labelled rows in one form: questions over passages, and claims over what they cite."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

Mark: TypeAlias = Literal["entails", "neutral", "contradicts", "unsupported"]


@dataclass(frozen=True, slots=True)
class Row:
    """One question beside one passage.

    Attributes:
        question: what is asked.
        context: what stands before the passage (its title, outlet and day); may be empty.
        passage: the text that is read.
        spans: (start, end) of every place in `passage` that answers; empty when none does.
    """

    question: str
    context: str
    passage: str
    spans: tuple[tuple[int, int], ...] = ()


Group = tuple[Row, ...]
"""Rows of one question over several passages, of which one at least may answer."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim beside the text it cites.

    Attributes:
        premise: the cited text.
        claim: what is said to follow from it.
        label: whether it does; "unsupported" where only that much is known.
    """

    premise: str
    claim: str
    label: Mark


ClaimGroup = tuple[Claim, ...]
"""Claims beside the same cited text, some of which it supports."""


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a (gzipped) JSON Lines file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_questions(path: Path) -> Iterator[Row]:
    """Yield the question rows of a set; rows of other tasks are passed over."""
    for row in read_jsonl(path):
        if row.get("task") == "qa":
            yield _row(row)
        elif row.get("task") == "rel" and row["label"] == 0:
            yield Row(row["question"], row.get("title") or "", row["passage"])


def _row(row: dict[str, Any]) -> Row:
    passage = row["passage"]
    spans = []
    for answer in row.get("answers") or []:
        start = int(answer["start"])
        end = start + len(answer["text"])
        if passage[start:end] == answer["text"] and (start, end) not in spans:
            spans.append((start, end))
    title = (row.get("title") or "").replace("_", " ")
    return Row(row["question"], title, passage, tuple(spans))


def sample(rows: list[Any], most: int | None, chance: random.Random) -> list[Any]:
    """Return at most so many of the rows, chosen at random."""
    if most is None or len(rows) <= most:
        return rows
    return chance.sample(rows, most)
