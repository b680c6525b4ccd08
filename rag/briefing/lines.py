"""Which sentences tell a story: of each development one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encode.base import Float32
from rag.briefing.days import Moment, moment
from rag.injection import withheld
from rag.language import language_of
from rag.query.asked import Asked
from rag.read.rank import logistic
from rag.retrieve.features import coverage
from rag.support.model import shipped_checker
from rag.types import Evidence, Hit

# What a sentence is worth to a story. Fitted on 25 stories asked of news articles that no other
# figure is measured on: the mean of the tenth best of 2,940 weightings drawn at random; that of
# "answers" after the others: ten lines say all that is asked for in 24 stories, without it in 21.
_WEIGHTS = {
    "cosine": 1.0,  # of the sentence and the topic
    "near": 0.5,  # share of the topic's words in it, its title and the sentence before
    "own": 0.2,  # … in it alone
    "title": 0.2,  # … in its article's title
    "lead": 0.2,  # it stands early in its article
    "behind": 0.5,  # how far retrieval's score of its passage is behind the best one's
    "dated": 0.2,  # it names a time
    "figure": 0.15,  # it gives a figure
    "facts": 0.1,  # names and figures in it
    "answers": 1.0,  # probability that it answers, by the checker, of the best by all the others
    # These two last of all: with them ten lines say all in 24 of the 25 (23) in 236 words (259).
    "long": -0.2,  # its words beyond `_LONG_FROM`, in thirties
    "quoted": -0.3,  # it opens with somebody's words
}
_ASKED = 60
"""Sentences that the checker is asked about."""
_LENIENT = 2.0
"""Added to the checker's log-odds: a story is told by what half answers too."""
# What it gains for names and figures that were not told yet.
_NEW = 0.2
_MOST_NEW = 6
_MOST_FACTS = 8
# From this cosine on sentences of two articles tell the same, of days so near, or of any days.
# Those of one article lie near each other anyway, since their vectors know their neighbours.
_SAME = 0.85
_SAME_DAYS = 3
_ALIKE = 0.92
_TWICE = 0.97
_SHORTEST = 6
_LONG_FROM = 15
_QUOTES = frozenset('"“„«')
_FACT = re.compile(r"[$€£]?\d[\d,.]*%?|\b[^\W\d_a-z][\w'’-]+")
_CLOSED = re.compile(r"[.!?…。！？][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a story.

    Attributes:
        item: the sentence, with its day.
        when: when it happened; None when unknown.
        articles: ids of the articles that tell it, its own first.
        correction: the sentence of its passage that sets something right, if there is one.
    """

    item: Evidence
    when: Moment | None
    articles: tuple[str, ...]
    correction: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    start: int
    end: int
    worth: float
    facts: frozenset[str]
    vector: Float32

    @property
    def text(self) -> str:
        return self.hit.article.text[self.start : self.end]


def lines(topic: Asked, hits: Sequence[Hit], most: int, *, spread: float = 0.0) -> list[Line]:
    """Return the sentences that tell a story, in the order of its days.

    Sentences that tell the same are one line; what is left out is what adds least.

    Args:
        topic: what the story is about.
        hits: passages about it, best first.
        most: how many lines there may be.
        spread: what a sentence loses for each line that its article has given already; 0 where one
            article may tell it all.
    """
    found = [each for hit in hits for each in _candidates(topic, hit, hits[0].score)]
    if not found:
        return []
    if language_of(topic.text).known:
        found = _by_checker(topic.text, found)
    vectors = np.stack([each.vector for each in found])
    when = [moment(each.text, each.hit.article) for each in found]
    known = frozenset(_FACT.findall(topic.text))
    worth = np.array([each.worth for each in found])
    texts = np.array([each.text for each in found], dtype=object)
    taken = np.zeros(len(found))
    open_ = np.ones(len(found), dtype=bool)
    told: list[Line] = []
    while len(told) < most and open_.any():
        new = np.array([min(len(each.facts - known), _MOST_NEW) / _MOST_NEW for each in found])
        gain = np.where(open_, worth + _NEW * new - spread * taken, -np.inf)
        best = int(np.argmax(gain))
        cosines = vectors @ vectors[best]
        same = [
            place
            for place in np.flatnonzero((cosines >= _SAME) | (texts == texts[best])).tolist()
            if place == best or _tells_the_same(found, when, place, best, float(cosines[place]))
        ]
        told.append(_line(found, best, when[best], same))
        open_[same] = False
        taken += [each.hit.article.id == found[best].hit.article.id for each in found]
        known |= found[best].facts
    return sorted(told, key=_order)


def _candidates(topic: Asked, hit: Hit, best: float) -> list[_Candidate]:
    terms = [frozenset(each) for each in hit.terms]
    titled = coverage(topic, hit.title_terms)
    found = []
    for place, (start, end) in enumerate(hit.passage.sentences):
        text = hit.article.text[start:end]
        words = len(text.split())
        if words < _SHORTEST or not _CLOSED.search(text):
            continue
        if withheld(hit.article.text, start, end):
            continue
        near = terms[place] | hit.title_terms | (terms[place - 1] if place else frozenset())
        facts = frozenset(_FACT.findall(text))
        values = language_of(text, hit.article.language).values
        worth = {
            "cosine": float(hit.vectors[place] @ topic.vector),
            "near": coverage(topic, near),
            "own": coverage(topic, terms[place]),
            "title": titled,
            "lead": 1.0 / (1.0 + start / 500.0),
            "behind": max(hit.score - best, -8.0) / 4.0,
            "dated": float(bool(values.day.search(text))),
            "figure": float(any(mark.isdigit() for mark in text)),
            "facts": min(len(facts), _MOST_FACTS) / _MOST_FACTS,
            "long": max(words - _LONG_FROM, 0) / 30.0,
            "quoted": float(text[0] in _QUOTES),
        }
        total = sum(_WEIGHTS[name] * value for name, value in worth.items())
        found.append(_Candidate(hit, start, end, total, facts, hit.vectors[place]))
    return found


def _by_checker(topic: str, found: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the sentences that are worth most, worth more where the checker says they answer."""
    best = sorted(found, key=lambda each: -each.worth)[:_ASKED]
    said = shipped_checker().answers(topic, [each.text for each in best])
    return [
        replace(each, worth=each.worth + _WEIGHTS["answers"] * logistic(value + _LENIENT))
        for each, value in zip(best, said, strict=True)
    ]


def _tells_the_same(
    found: Sequence[_Candidate],
    when: Sequence[Moment | None],
    one: int,
    other: int,
    cosine: float,
) -> bool:
    """Return whether two sentences tell the same; those of one article seldom do."""
    if found[one].text == found[other].text:
        return True
    if found[one].hit.article.id == found[other].hit.article.id:
        return cosine >= _TWICE
    return cosine >= _ALIKE or _close(when[one], when[other])


def _close(one: Moment | None, other: Moment | None) -> bool:
    """Return whether two times may be those of one event."""
    if one is None or other is None:
        return True
    gap = max(one.first, other.first) - min(one.last, other.last)
    return gap.days <= _SAME_DAYS


def _line(found: Sequence[_Candidate], best: int, when: Moment | None, same: Sequence[int]) -> Line:
    chosen = found[best]
    item = _evidence(chosen, str(when) if when else None)
    others = [found[place].hit for place in same]
    covered = {chosen.hit.article.id, *chosen.hit.also}
    articles = [chosen.hit.article.id]
    for hit in others:
        if hit.article.id not in covered:
            articles.append(hit.article.id)
            covered |= {hit.article.id, *hit.also}
    correction = next(
        (
            _evidence(each, None)
            for each in found
            if each.hit.article.id == chosen.hit.article.id and _sets_right(each)
        ),
        None,
    )
    return Line(item, when, tuple(articles), correction)


def _sets_right(each: _Candidate) -> bool:
    language = language_of(each.text, each.hit.article.language)
    return bool(language.briefs.corrected.search(each.text))


def _evidence(each: _Candidate, day: str | None) -> Evidence:
    return Evidence(each.hit, each.start, each.end, each.worth, reader=_WORD_FOR_WORD, day=day)


_WORD_FOR_WORD = 12.0
"""Log-odds of a sentence that is the archive's own: it says what it says."""


def _order(line: Line) -> tuple[bool, str, str, int]:
    day = line.item.hit.article.date
    told = day.isoformat() if day else ""
    return line.when is None, str(line.when.first) if line.when else "", told, line.item.start
