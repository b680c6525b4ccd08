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
class Ranked:
    """A reading among those of all passages.

    Attributes:
        reading: the place.
        score: what the order is by: the reader's log-odds, with what retrieval says of the
            passage and how far the passage's answer lies in this sentence.
        share: probability that it is this sentence, given that one of those that were read
            answers, 0..1; all shares add up to 1.
    """

    reading: Reading
    score: float
    share: float


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
    weights = calibration()["order"]
    best = max(reading.hit.score for reading in readings)
    scored = sorted(
        (
            (sum(weights[n] * v for n, v in zip(ORDER_FEATURES, row, strict=True)), place)
            for place, row in enumerate(order_features(each, best) for each in readings)
        ),
        reverse=True,
    )
    total = sum(math.exp(score - scored[0][0]) for score, _ in scored)
    return [
        Ranked(readings[at], score, math.exp(score - scored[0][0]) / total) for score, at in scored
    ]


ORDER_FEATURES = (
    "reader",  # log-odds of the span against "no answer"
    "mass",  # how far the passage's answer lies in this sentence, as a logarithm
    "behind",  # how far retrieval's score of the passage is behind the best passage's
    "lead",  # it stands early in its article
)


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
