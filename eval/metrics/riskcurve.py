"""Risk against coverage when the least confident answers are withheld first.

El-Yaniv and Wiener 2010, "On the foundations of noise-free selective classification".
"""

from __future__ import annotations

from collections.abc import Sequence


def risk_coverage(
    confidence: Sequence[float], right: Sequence[bool], total: int | None = None
) -> list[tuple[float, float]]:
    """Return (coverage, risk) after each group of equally confident answers, most sure first.

    Args:
        confidence: of each answer given.
        right: whether it is right.
        total: questions asked; more than the answers given when some were abstained from.
    """
    order = sorted(zip(confidence, right, strict=True), key=lambda one: -one[0])
    asked = total if total is not None else len(order)
    points: list[tuple[float, float]] = []
    wrong = 0
    for number, (sure, good) in enumerate(order, start=1):
        wrong += not good
        if number == len(order) or order[number][0] != sure:
            points.append((number / asked, wrong / number))
    return points


def area(points: Sequence[tuple[float, float]]) -> float:
    """Return the mean risk over the coverage reached (AURC at full coverage).

    Each point holds back to the one before it.

    Raises:
        ValueError: there is no point.
    """
    if not points:
        raise ValueError("a risk-coverage curve needs at least one answer")
    before = 0.0
    total = 0.0
    for covered, wrong in points:
        total += (covered - before) * wrong
        before = covered
    return total / before
