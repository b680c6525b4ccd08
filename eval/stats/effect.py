"""Size of a paired difference."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt


def standardised(differences: Sequence[float]) -> float:
    """Return the mean difference over the standard deviation of differences (Cohen's d_z).

    0 when there is no difference; infinite when every question differs by the same amount.

    Raises:
        ValueError: there is no question.
    """
    if not differences:
        raise ValueError("an effect needs at least one question")
    mean = sum(differences) / len(differences)
    spread = sum((one - mean) ** 2 for one in differences) / max(1, len(differences) - 1)
    if mean == 0:
        return 0.0
    return mean / sqrt(spread) if spread else inf if mean > 0 else -inf
