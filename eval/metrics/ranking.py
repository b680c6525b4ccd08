"""Figures of a ranking of documents, as trec_eval computes them.

`ranking` holds document ids, best first; `relevant` the ids that are relevant, by grade for nDCG.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log2


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Return the gain of the first k, each grade over log2(rank + 1), over the best possible.

    Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418.
    """
    best = _gain(sorted(relevant.values(), reverse=True)[:k])
    return _gain([relevant.get(name, 0) for name in ranking[:k]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 over the rank of the first relevant document among the first k, else 0."""
    return next((1 / n for n, name in enumerate(ranking[:k], start=1) if name in relevant), 0.0)


def average_precision(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return precision at the rank of each relevant document, summed, over their number."""
    found = 0
    total = 0.0
    for rank, name in enumerate(ranking[:k], start=1):
        if name in relevant:
            found += 1
            total += found / rank
    return total / len(_some(relevant))


def hit(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 when a relevant document is among the first k, else 0."""
    return float(any(name in relevant for name in ranking[:k]))


def precision(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return relevant documents among the first k over k; empty ranks count as irrelevant."""
    return sum(name in relevant for name in ranking[:k]) / k


def recall(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of the relevant documents that are among the first k."""
    return len(set(ranking[:k]) & set(relevant)) / len(_some(relevant))


def all_evidence(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 when every relevant document is among the first k, else 0.

    With more than k relevant documents, the first k must all be relevant.
    """
    return float(len(set(ranking[:k]) & set(relevant)) == min(k, len(relevant)))


def _some(relevant: Collection[str]) -> Collection[str]:
    if not relevant:
        raise ValueError("this figure needs at least one relevant document")
    return relevant
