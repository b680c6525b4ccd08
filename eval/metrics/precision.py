"""Precision at k."""

from __future__ import annotations

from collections.abc import Container, Sequence


def precision(ranking: Sequence[str], relevant: Container[str], k: int) -> float:
    """Return relevant documents among the first k over k, as trec_eval's P does.

    A list shorter than k is not excused: its empty ranks count as irrelevant.
    """
    return sum(name in relevant for name in ranking[:k]) / k
