"""Reciprocal rank."""

from __future__ import annotations

from collections.abc import Container, Sequence


def reciprocal_rank(ranking: Sequence[str], relevant: Container[str], k: int) -> float:
    """Return 1 over the rank of the first relevant document among the first k, else 0."""
    for rank, name in enumerate(ranking[:k], start=1):
        if name in relevant:
            return 1 / rank
    return 0.0
