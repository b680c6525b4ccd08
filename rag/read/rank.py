"""Readings of many passages in one order, and how likely it is that the best of them answers."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from rag.read.base import Reading

_FILE = Path(__file__).parent / "calibration.json"
_LEAST_MASS = 1e-4


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reading among those of all passages.

    Attributes:
        reading: the place.
        score: what the order is by: the reader's log-odds, with what retrieval says of the
            passage and how far the passage's answer lies in this sentence.
        share: probability that it is this sentence, given that one of those that were read
            answers, 0..1; all shares add up to 1.
        answers: log-odds, by the checker, that the sentence answers the question; 0.0 where it
            was not asked.
    """

    reading: Reading
    score: float
    share: float
    answers: float = 0.0


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
    order: Sequence[Ranked], answers: Sequence[float], weights: Sequence[float] | None = None
) -> list[Ranked]:
    """Return an order in which the checker's opinion of the first sentences counts too.

    Args:
        order: as `ranked` returns it.
        answers: log-odds that each of the first sentences answers the question; as many as were
            looked at. The others stay behind these.
        weights: of `SECOND_FEATURES`; those in `calibration.json` by default.
    """
    if not answers:
        return list(order)
    rows = second_features(order, answers)
    chosen = list(calibration()["second"].values()) if weights is None else weights
    scores = [_sum(chosen, row) for row in rows]
    first = sorted(range(len(answers)), key=lambda at: -scores[at])
    least = scores[first[-1]]
    again = [replace(order[at], score=scores[at], answers=answers[at]) for at in first]
    behind = [
        replace(each, score=min(score, least), answers=min(answers))
        for each, score in zip(order[len(first) :], scores[len(first) :], strict=True)
    ]
    return _shared([*again, *behind])


def second_features(order: Sequence[Ranked], answers: Sequence[float]) -> list[list[float]]:
    """Return for each reading what its second place is computed from, as in `SECOND_FEATURES`.

    One that was not looked at counts as what answers least.
    """
    best = max(each.reading.hit.score for each in order)
    values = [*answers, *[min(answers)] * (len(order) - len(answers))]
    return [
        [*order_features(each.reading, best), _bounded(value)]
        for each, value in zip(order, values, strict=True)
    ]


def _sum(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, row, strict=True))


def _shared(order: Sequence[Ranked]) -> list[Ranked]:
    """Return readings with the share that each score has of all."""
    raised = [math.exp(each.score - order[0].score) for each in order]
    return [
        replace(each, share=part / sum(raised)) for each, part in zip(order, raised, strict=True)
    ]


ORDER_FEATURES = (
    "reader",  # log-odds of the span against "no answer"
    "mass",  # how far the passage's answer lies in this sentence, as a logarithm
    "behind",  # how far retrieval's score of the passage is behind the best passage's
    "lead",  # it stands early in its article
)

SECOND_FEATURES = (*ORDER_FEATURES, "answers")  # what the checker says of sentence and question
LOOKED_AT = 6
"""Sentences that the checker is asked about: one more finds the right one in 1 of 200 questions."""


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
)


def confidence_features(order: Sequence[Ranked], *, lacks: bool) -> list[float]:
    """Return what the confidence is computed from, in the order of `CONFIDENCE_FEATURES`.

    Args:
        order: readings, best first; not empty.
        lacks: whether the best one's article lacks a name or year of the question.
    """
    first = order[0]
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
        _bounded(first.answers),
    ]


def _bounded(value: float) -> float:
    return max(-12.0, min(value, 12.0))


def confidence(order: Sequence[Ranked], *, lacks: bool) -> float:
    """Return the calibrated probability, 0..1, that the best reading answers the question.

    A logistic regression (Platt 1999) over `CONFIDENCE_FEATURES`; 0.0 when nothing was read.
    """
    if not order:
        return 0.0
    model = calibration()["confidence"]
    total = float(model["offset"])
    for name, value in zip(
        CONFIDENCE_FEATURES, confidence_features(order, lacks=lacks), strict=True
    ):
        total += float(model["weights"][name]) * value
    return logistic(total)


def threshold(chosen: float | str) -> float:
    """Return the confidence under which Dateline abstains.

    Args:
        chosen: a probability, or a named point ("careful", "balanced").
    """
    if isinstance(chosen, str):
        return float(calibration()["thresholds"][chosen]["at"])
    return chosen


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
