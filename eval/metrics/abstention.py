"""How well a system keeps silent when it should, and only then."""

from __future__ import annotations

from collections.abc import Sequence


def coverage(abstained: Sequence[bool]) -> float:
    """Return the share of questions that were answered."""
    if not abstained:
        raise ValueError("coverage needs at least one question")
    return 1 - sum(abstained) / len(abstained)


def risk(abstained: Sequence[bool], right: Sequence[bool]) -> float:
    """Return the share of the answers given that are wrong; unanswerable ones always are.

    Raises:
        ValueError: no question was answered.
    """
    given = [good for silent, good in zip(abstained, right, strict=True) if not silent]
    if not given:
        raise ValueError("risk needs at least one answer")
    return 1 - sum(given) / len(given)


def abstention_f1(abstained: Sequence[bool], unanswerable: Sequence[bool]) -> float:
    """Return the F1 of abstaining as a detector of unanswerable questions.

    Raises:
        ValueError: no question is unanswerable.
    """
    if not any(unanswerable):
        raise ValueError("the F1 of abstaining needs an unanswerable question")
    both = sum(a and b for a, b in zip(abstained, unanswerable, strict=True))
    return 2 * both / (sum(abstained) + sum(unanswerable))
