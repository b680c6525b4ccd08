"""Questions beside sentences for the checker: which sentence answers, and with yes or with no.

A question is shown in place of a claim. "Entails" is a sentence that answers it (yes, where that is
asked), "contradicts" one that answers no, "neutral" one that leaves it open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eval.train.newsroom import Story, answer_places, says, sentence_before
from eval.train.rows import Claim, ClaimGroup, Mark
from index.text.sentences import split
from index.text.terms import terms
from rag.support.model import as_asked

_MARKS: dict[str, Mark] = {"yes": "entails", "no": "contradicts"}
_BEFORE = 0.5
"""How often the sentence before the one that answers is shown with it."""
_OPEN = 2
"""Sentences beside a question that leave it open, and how many of those that tempted the reader."""
_TEMPTED = 3
_BEFORE_TOO = 0.8
"""How often the sentence before is shown, where it is with those that tempted the reader."""
_PASSAGES = 4
"""Of the passages that retrieval brings up, those that such sentences are taken from."""

Place = tuple[str, int, int]


def news_answers(
    questions: Sequence[Mapping[str, Any]],
    stories: Mapping[str, Story],
    mined: Mapping[str, Sequence[Place]],
    seed: int,
    tempted: Mapping[str, Sequence[Place]] | None = None,
) -> list[ClaimGroup]:
    """Return questions over news, each beside what answers it and what only tempts.

    Args:
        questions: rows of newsroom questions.
        stories: the articles.
        mined: by question id, the places of the passages that retrieval brings up.
        seed: of what is chosen.
        tempted: by question id, the sentences that a reader preferred and that do not answer; they
            stand in place of those that are chosen by their words.
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
        own = (tempted or {}).get(row["id"], ())
        first = at[0] - (at[0] > 0 and chance.random() < (_BEFORE_TOO if own else _BEFORE))
        question = as_asked(row["question"])
        rows = [Claim(text[spans[first][0] : spans[at[-1]][1]], question, mark)]
        if own:
            shown = [_with_the_one_before(stories, place) for place in own[:_TEMPTED]]
            groups.append((*rows, *(Claim(each, question, "neutral") for each in shown)))
            continue
        near = [text[slice(*spans[i])] for i in (at[0] - 2, at[-1] + 1) if 0 <= i < len(spans)]
        far = list(_tempting(row, stories, mined.get(row["id"], ())))
        others = [each for each in (*near, *far) if not (row["answerable"] and says(row, each))]
        for sentence in chance.sample(others, min(_OPEN, len(others))):
            rows.append(Claim(sentence, question, "neutral"))
        groups.append(tuple(rows))
    return groups


def _with_the_one_before(stories: Mapping[str, Story], place: Place) -> str:
    name, start, end = place
    text = stories[name].article.text
    before = sentence_before(text, start)
    return text[before[0] if before else start : end]


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
