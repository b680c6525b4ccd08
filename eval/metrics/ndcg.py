"""Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002, 10.1145/582415.582418)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Return the gain of the first k, each grade divided by log2(rank + 1), over the best possible.

    Args:
        ranking: documents, best first.
        relevant: grade above 0 of each relevant document.
        k: ranks that count.
    """
    best = _gain(sorted(relevant.values(), reverse=True)[:k])
    if best == 0:
        return 0.0
    return _gain([relevant.get(name, 0) for name in ranking[:k]]) / best


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
