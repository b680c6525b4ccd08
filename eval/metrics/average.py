"""Average precision, whose mean over questions is MAP."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def average_precision(
    ranking: Sequence[str], relevant: Collection[str], k: int | None = None
) -> float:
    """Return precision at the rank of each relevant document, summed, over their number.

    Raises:
        ValueError: nothing is relevant.
    """
    if not relevant:
        raise ValueError("average precision needs at least one relevant document")
    found = 0
    total = 0.0
    for rank, name in enumerate(ranking[:k], start=1):
        if name in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)
