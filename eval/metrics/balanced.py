"""Balanced accuracy."""

from __future__ import annotations

from collections.abc import Sequence


def balanced_accuracy(said: Sequence[bool], gold: Sequence[bool]) -> float:
    """Return the mean of the shares of positives and of negatives that were told rightly.

    Raises:
        ValueError: positives or negatives are missing.
    """
    shares: list[float] = []
    for kind in (True, False):
        ones = [one == kind for one, is_gold in zip(said, gold, strict=True) if is_gold == kind]
        if not ones:
            raise ValueError("balanced accuracy needs positives and negatives")
        shares.append(sum(ones) / len(ones))
    return sum(shares) / len(shares)
