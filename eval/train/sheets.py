"""Rows of sentences side by side: what a reader liked best of a question, on a sheet."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from eval.train.answering import Place
from eval.train.newsroom import Story, answer_places, sentence_before, sentences_of
from eval.train.rows import Group, Row
from rag.read.listwise import Sentence, Sheet, gathered, written

_DROPPED = 0.12
"""How often a sentence that does not answer is left out, so that sheets differ between epochs."""
_PUT_IN = 0.75
"""How often the sentence that answers is put among the others, where the reader did not like it."""
_LEADS = (2, 4, 4, 6)
_SHUFFLED = 0.5
"""How often the articles stand in another order than the reader's."""


def sheet_groups(
    questions: Sequence[Mapping[str, Any]],
    stories: Mapping[str, Story],
    best: Mapping[str, Sequence[tuple[Place, bool]]],
    seed: int,
) -> list[Group]:
    """Return a row of each question: the sheet of its sentences, and where on it the answer stands.

    Args:
        questions: rows of newsroom questions.
        stories: the articles they were written over.
        best: by question id, the sentences that a reader likes best, and which of them answer.
        seed: of what is chosen.
    """
    chance = random.Random(seed)
    groups: list[Group] = []
    for question in questions:
        liked = [each for each in best.get(question["id"], ()) if each[0][0] in stories]
        if not liked:
            continue
        places = answer_places(question, stories) if question["answerable"] else []
        right = {place for place, answers in liked if answers or _overlaps(place, places)}
        shown = [place for place, _ in liked if place in right or chance.random() >= _DROPPED]
        if places and not right and chance.random() < _PUT_IN:
            shown.insert(chance.randrange(len(shown) or 1), _whole(chance.choice(places), stories))
        articles = gathered([_sentence(each, stories) for each in shown], chance.choice(_LEADS))
        if chance.random() < _SHUFFLED:
            chance.shuffle(articles)
        sheet = written(articles)
        spans = [
            span
            for article, own in articles
            for start, end in own
            for span in _answers((article.id, start, end), sheet, places, right)
        ]
        groups.append((Row(question["question"], "", sheet.text, tuple(dict.fromkeys(spans))),))
    return groups


def _answers(
    place: Place, sheet: Sheet, places: Sequence[Place], right: set[Place]
) -> list[tuple[int, int]]:
    """Return where on a sheet the answer stands in a sentence; all of it where no span is known."""
    name, start, end = place
    move = sheet.places[name, start] - start
    inside = [
        (max(a, start) + move, min(b, end) + move)
        for other, a, b in places
        if other == name and a < end and start < b
    ]
    return inside or ([(start + move, end + move)] if place in right else [])


def _overlaps(place: Place, places: Sequence[Place]) -> bool:
    name, start, end = place
    return any(other == name and a < end and start < b for other, a, b in places)


def _whole(place: Place, stories: Mapping[str, Story]) -> Place:
    """Return the sentence that a place lies in."""
    name, start, end = place
    spans = sentences_of(stories[name].article.text)
    return (name, *next((s for s in spans if s[0] < end and start < s[1]), (start, end)))


def _sentence(place: Place, stories: Mapping[str, Story]) -> Sentence:
    name, start, end = place
    article = stories[name].article
    return Sentence(article, (start, end), sentence_before(article.text, start))
