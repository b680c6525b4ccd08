"""Recall at k."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def recall(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of the relevant documents that are among the first k.

    Raises:
        ValueError: nothing is relevant, so that there is nothing to recall.
    """
    if not relevant:
        raise ValueError("recall needs at least one relevant document")
    return sum(name in relevant for name in set(ranking[:k])) / len(relevant)
