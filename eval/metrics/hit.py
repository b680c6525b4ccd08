"""Success at k."""

from __future__ import annotations

from collections.abc import Container, Sequence


def hit(ranking: Sequence[str], relevant: Container[str], k: int) -> float:
    """Return 1 when a relevant document is among the first k, else 0."""
    return float(any(name in relevant for name in ranking[:k]))
