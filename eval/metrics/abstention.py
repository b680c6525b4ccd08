"""How well a system keeps silent when it should, and how far its confidence can be relied on.

A figure is None where it cannot be measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


def coverage(abstained: Sequence[bool]) -> float | None:
    """Return the share of questions that were answered."""
    return 1 - sum(abstained) / len(abstained) if abstained else None


def risk(abstained: Sequence[bool], right: Sequence[bool]) -> float | None:
    """Return the share of the answers given that are wrong; unanswerable ones always are."""
    given = [good for silent, good in zip(abstained, right, strict=True) if not silent]
    return 1 - sum(given) / len(given) if given else None


def abstention_f1(abstained: Sequence[bool], unanswerable: Sequence[bool]) -> float | None:
    """Return the F1 of abstaining as a detector of unanswerable questions."""
    if not any(unanswerable):
        return None
    both = sum(a and b for a, b in zip(abstained, unanswerable, strict=True))
    return 2 * both / (sum(abstained) + sum(unanswerable))


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Return the probability that a positive scores above a negative, ties counting half.

    Computed from ranks (Mann and Whitney 1947).
    """
    from scipy.stats import rankdata

    labels = np.asarray(positive, dtype=bool)
    many, few = int(labels.sum()), int((~labels).sum())
    if not many or not few:
        return None
    return float((rankdata(scores)[labels].sum() - many * (many + 1) / 2) / (many * few))


def balanced_accuracy(said: Sequence[bool], gold: Sequence[bool]) -> float | None:
    """Return the mean of the shares of positives and of negatives that were told rightly."""
    if len(set(gold)) < 2:
        return None
    pairs = list(zip(said, gold, strict=True))
    shares = [[one == kind for one, other in pairs if other == kind] for kind in (True, False)]
    return sum(sum(one) / len(one) for one in shares) / 2


def risk_coverage(
    confidence: Sequence[float], right: Sequence[bool], total: int | None = None
) -> list[tuple[float, float]]:
    """Return (coverage, risk) after each group of equally confident answers, most sure first.

    El-Yaniv and Wiener 2010, "On the foundations of noise-free selective classification".

    Args:
        confidence: of each answer given.
        right: whether it is right.
        total: questions asked; more than the answers given when some were abstained from.
    """
    order = sorted(zip(confidence, right, strict=True), key=lambda one: -one[0])
    points: list[tuple[float, float]] = []
    wrong = 0
    for number, (sure, good) in enumerate(order, start=1):
        wrong += not good
        if number == len(order) or order[number][0] != sure:
            points.append((number / (total or len(order)), wrong / number))
    return points


def risk_area(points: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean risk over the coverage reached; each point holds back to the one before."""
    before = total = 0.0
    for covered, wrong in points:
        total += (covered - before) * wrong
        before = covered
    return total / before if points else None


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


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the mean gap between confidence and accuracy, weighted by answers.

    Guo et al. 2017, arXiv:1706.04599.
    """
    total = sum(one.count for one in bins)
    gaps = sum(one.count * abs(one.confidence - one.accuracy) for one in bins)
    return gaps / total if bins else None
