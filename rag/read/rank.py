"""Readings of many passages in one order, and how likely it is that the best of them answers."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rag.read.base import Reading

_FILE = Path(__file__).parent / "calibration.json"
_LEAST_MASS = 1e-4


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of one of the best sentences when they are looked at again.

    Attributes:
        answers: log-odds, by the checker, that the sentence answers the question.
        beside: log-odds, by the reader of sentences side by side, of its best span against none.
        part: logarithm of its share of the probability of an answer there.
    """

    answers: float
    beside: float
    part: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reading among those of all passages.

    Attributes:
        reading: the place.
        score: what the order is by: the reader's log-odds, with what retrieval says of the
            passage and how far the passage's answer lies in this sentence.
        share: probability that it is this sentence, given that one of those that were read
            answers, 0..1; all shares add up to 1.
        look: what was seen of it at the second look; none before there was one.
    """

    reading: Reading
    score: float
    share: float
    look: Look | None = None


def ranked(found: Sequence[Sequence[Reading]]) -> list[Ranked]:
    """Return the readings of all passages, the one that answers best first.

    The reader alone would now and then prefer a passage of another story; retrieval's score of
    the passage is part of the sum. The weights are in `calibration.json`.

    Args:
        found: the readings of each passage, passages in retrieval's order.
    """
    readings = [reading for own in found for reading in own]
    if not readings:
        return []
    best = max(reading.hit.score for reading in readings)
    weights = list(calibration()["order"].values())
    scores = [_sum(weights, order_features(each, best)) for each in readings]
    places = sorted(range(len(readings)), key=lambda at: (-scores[at], -at))
    return _shared([Ranked(readings[at], scores[at], 0.0) for at in places])


def looked_at_again(
    order: Sequence[Ranked], looks: Sequence[Look], weights: Sequence[float] | None = None
) -> list[Ranked]:
    """Return an order in which what a second look at the first sentences saw counts too.

    Args:
        order: as `ranked` returns it.
        looks: at each of the first sentences; as many as were looked at. The others stay behind
            these.
        weights: of `SECOND_FEATURES`; those in `calibration.json` by default.
    """
    if not looks:
        return list(order)
    rows = second_features(order, looks)
    chosen = list(calibration()["second"].values()) if weights is None else weights
    scores = [_sum(chosen, row) for row in rows]
    first = sorted(range(len(looks)), key=lambda at: -scores[at])
    least = scores[first[-1]]
    again = [Ranked(order[at].reading, scores[at], order[at].share, looks[at]) for at in first]
    behind = [
        Ranked(each.reading, min(score, least), each.share, each.look)
        for each, score in zip(order[len(first) :], scores[len(first) :], strict=True)
    ]
    return _shared([*again, *behind])


def second_features(order: Sequence[Ranked], looks: Sequence[Look]) -> list[list[float]]:
    """Return for each reading what its second place is computed from, as in `SECOND_FEATURES`.

    One that was not looked at counts as the least of those that were.
    """
    best = max(each.reading.hit.score for each in order)
    least = Look(
        min(look.answers for look in looks),
        min(look.beside for look in looks),
        min(look.part for look in looks),
    )
    seen = [*looks, *[least] * (len(order) - len(looks))]
    return [
        [
            *order_features(each.reading, best),
            _bounded(look.answers),
            _bounded(look.beside),
            look.part,
        ]
        for each, look in zip(order, seen, strict=True)
    ]


def _sum(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, row, strict=True))


def _shared(order: Sequence[Ranked]) -> list[Ranked]:
    """Return readings with the share that each score has of all."""
    raised = [math.exp(each.score - order[0].score) for each in order]
    total = sum(raised)
    return [
        Ranked(each.reading, each.score, part / total, each.look)
        for each, part in zip(order, raised, strict=True)
    ]


ORDER_FEATURES = (
    "reader",  # log-odds of the span against "no answer"
    "mass",  # how far the passage's answer lies in this sentence, as a logarithm
    "behind",  # how far retrieval's score of the passage is behind the best passage's
    "lead",  # it stands early in its article
)

SECOND_FEATURES = (
    *ORDER_FEATURES,
    "answers",  # what the checker says of sentence and question
    "beside",  # log-odds of the span where the best sentences are read side by side
    "part",  # how far the answer lies in this sentence there, as a logarithm
)
LOOKED_AT = 8
"""Sentences that are looked at again."""


def order_features(reading: Reading, best: float) -> list[float]:
    """Return what the order is computed from, in the order of `ORDER_FEATURES`.

    Args:
        reading: the one to be placed.
        best: retrieval's score of the best passage that was read.
    """
    return [
        _bounded(reading.score),
        math.log(reading.mass + _LEAST_MASS),
        max(reading.hit.score - best, -8.0),
        1.0 / (1.0 + reading.sentence[0] / 500.0),
    ]


CONFIDENCE_FEATURES = (
    "score",  # of the best reading
    "reader",  # the reader's own log-odds of it
    "most",  # the highest log-odds of any reading
    "gap",  # to the best reading of another passage
    "cosine",  # of the question and the best reading's passage
    "agreement",  # whether another passage gives the same words
    "lacking",  # whether its article lacks a name or year of the question
    "answers",  # log-odds, by the checker, that its sentence answers
    "beside",  # the highest log-odds where the best sentences are read side by side
)


def confidence_features(order: Sequence[Ranked], *, lacks: bool) -> list[float]:
    """Return what the confidence is computed from, in the order of `CONFIDENCE_FEATURES`.

    Args:
        order: readings, best first; not empty.
        lacks: whether the best one's article lacks a name or year of the question.
    """
    first = order[0]
    looks = [each.look for each in order if each.look]
    others = [each for each in order if each.reading.hit is not first.reading.hit]
    said = first.reading.text.lower().strip(" .,")
    same = any(
        said and said in each.reading.text.lower() and each.reading.score > 0 for each in others
    )
    return [
        _bounded(first.score),
        _bounded(first.reading.score),
        _bounded(max(each.reading.score for each in order)),
        _bounded(first.score - (others[0].score if others else first.score - 5.0)),
        first.reading.hit.scores.get("dense", 0.0),
        float(same),
        float(lacks),
        _bounded(first.look.answers if first.look else 0.0),
        _bounded(max((look.beside for look in looks), default=0.0)),
    ]


def _bounded(value: float) -> float:
    return max(-12.0, min(value, 12.0))


def chances(order: Sequence[Ranked], *, lacks: bool) -> tuple[float, float]:
    """Return the confidence, and the probability that anything that was read answers, each 0..1.

    The confidence is the calibrated probability that the best reading answers. The other tells
    better than that what the archive does not answer: of the newsroom questions that both are
    fitted on, it refuses 62 in 100 of those where the confidence refuses 53, when 93 in 100 of the
    others are answered. Both are logistic regressions (Platt 1999) over `CONFIDENCE_FEATURES`;
    0.0 when nothing was read.
    """
    if not order:
        return 0.0, 0.0
    row = confidence_features(order, lacks=lacks)
    return _chance("confidence", row), _chance("answerable", row)


def _chance(model: str, row: Sequence[float]) -> float:
    fitted = calibration()[model]
    weights = [float(fitted["weights"][name]) for name in CONFIDENCE_FEATURES]
    return logistic(float(fitted["offset"]) + _sum(weights, row))


def threshold(point: str) -> float:
    """Return how probable any answer must be at a named point ("careful", "balanced")."""
    return float(calibration()["thresholds"][point]["at"])


def meaning(point: str = "balanced") -> str:
    """Return in words what a named threshold promises, and on what that was measured."""
    return str(calibration()["thresholds"][point]["meaning"])


def logistic(value: float) -> float:
    """Return a log-odds as a probability."""
    return 1.0 / (1.0 + math.exp(-max(min(value, 60.0), -60.0)))


@lru_cache(maxsize=1)
def calibration() -> dict[str, Any]:
    """Return the fitted weights, thresholds and what they were fitted on."""
    content: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return content
