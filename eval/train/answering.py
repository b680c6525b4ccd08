"""Questions beside sentences for the checker: which sentence answers, and with yes or with no.

A question is shown in place of a claim. "Entails" is a sentence that answers it (yes, where that is
asked), "contradicts" one that answers no, "neutral" one that leaves it open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.train.newsroom import Story, answer_places, says
from eval.train.rows import Claim, ClaimGroup, Mark, read_jsonl, sample
from index.text.sentences import split
from index.text.terms import terms
from rag.support.model import excerpt

GENERAL_SETS: dict[str, int | None] = {"boolq-dev": 2_500, "boolq-contrast": None}
"""Sets of yes-or-no questions beside a paragraph that decides them, and how many are taken."""
_MARKS: dict[str, Mark] = {"yes": "entails", "no": "contradicts"}
_BEFORE = 0.5
"""How often the sentence before the one that answers is shown with it."""
_OPEN = 2
"""Sentences beside a question that leave it open."""
_PASSAGES = 4
"""Of the passages that retrieval brings up, those that such sentences are taken from."""

Place = tuple[str, int, int]


def general_verdicts(data: Path, seed: int) -> list[ClaimGroup]:
    """Return the yes-or-no questions of the general sets, each beside its paragraph.

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
            groups.append((Claim(premise, asked(row["question"]), _MARKS[row["answer"]]),))
    return groups


def news_answers(
    questions: Sequence[Mapping[str, Any]],
    stories: Mapping[str, Story],
    mined: Mapping[str, Sequence[Place]],
    seed: int,
) -> list[ClaimGroup]:
    """Return questions over news, each beside what answers it and what only tempts.

    Args:
        questions: rows of newsroom questions.
        stories: the articles.
        mined: by question id, the places of the passages that retrieval brings up.
        seed: of what is chosen.
    """
    chance = random.Random(seed)
    groups = []
    for row in questions:
        places = answer_places(row, stories)
        mark = _mark(row)
        if not places or mark is None:
            continue
        name, start, end = places[0]
        text = stories[name].article.text
        spans = split(text)
        at = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
        if not at:
            continue
        first = at[0] - (at[0] > 0 and chance.random() < _BEFORE)
        question = asked(row["question"])
        rows = [Claim(text[spans[first][0] : spans[at[-1]][1]], question, mark)]
        near = [text[slice(*spans[i])] for i in (at[0] - 2, at[-1] + 1) if 0 <= i < len(spans)]
        far = list(_tempting(row, stories, mined.get(row["id"], ())))
        others = [each for each in (*near, *far) if not (row["answerable"] and says(row, each))]
        for sentence in chance.sample(others, min(_OPEN, len(others))):
            rows.append(Claim(sentence, question, "neutral"))
        groups.append(tuple(rows))
    return groups


def asked(question: str) -> str:
    """Return a question as the checker is shown it."""
    return question.strip().rstrip("?. ") + "?"


def _tempting(
    row: Mapping[str, Any], stories: Mapping[str, Story], mined: Sequence[Place]
) -> Iterator[str]:
    """Yield of each of the first passages the sentence that shares most words with a question."""
    wanted = set(terms(row["question"]))
    gold = {" ".join(each.split()) for each in row["evidence"]}
    for name, start, end in mined[:_PASSAGES]:
        if name not in stories:
            continue
        passage = stories[name].article.text[start:end]
        sentences = [" ".join(passage[a:b].split()) for a, b in split(passage)]
        left = [each for each in sentences if not any(each in g or g in each for g in gold)]
        if left:
            yield max(left, key=lambda each: len(wanted & set(terms(each))))


def _mark(row: Mapping[str, Any]) -> Mark | None:
    """Return what a row's gold says; None for a verdict that it does not tell."""
    if not row["answerable"]:
        return "neutral"
    if row["type"] != "yesno":
        return "entails"
    said = {alternative.strip(" ,.") for group in row["gold"] for alternative in group}
    found = [mark for word, mark in _MARKS.items() if word in said]
    return found[0] if len(found) == 1 else None
