"""Area under the receiver operating characteristic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the probability that a positive scores above a negative, ties counting half.

    Computed from ranks (Mann and Whitney 1947).

    Raises:
        ValueError: positives or negatives are missing.
    """
    labels = np.asarray(positive, dtype=bool)
    many, few = int(labels.sum()), int((~labels).sum())
    if not many or not few:
        raise ValueError("AUROC needs positives and negatives")
    ranks = _ranks(np.asarray(scores, dtype=float))
    return float((ranks[labels].sum() - many * (many + 1) / 2) / (many * few))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks from 1, equal values sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means = (ends - counts + 1 + ends) / 2
    return np.asarray(means[inverse], dtype=float)
