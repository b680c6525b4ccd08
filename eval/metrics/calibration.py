"""Expected calibration error (Guo et al. 2017, arXiv:1706.04599)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence lies in (low, high]: how many, how sure, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Return the bins of equal width that hold an answer; a confidence of 0 is in the first."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for sure, good in zip(confidence, right, strict=True):
        place = min(bins - 1, max(0, -int(-sure * bins // 1) - 1))
        held.setdefault(place, []).append((sure, good))
    return [
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            count=len(ones),
            confidence=sum(sure for sure, _ in ones) / len(ones),
            accuracy=sum(good for _, good in ones) / len(ones),
        )
        for place, ones in sorted(held.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean gap between confidence and accuracy, weighted by answers.

    Raises:
        ValueError: there is no answer.
    """
    total = sum(one.count for one in bins)
    if not total:
        raise ValueError("calibration needs at least one answer")
    return sum(one.count * abs(one.confidence - one.accuracy) for one in bins) / total
