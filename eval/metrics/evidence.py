"""All-evidence recall: a question over several articles is served only when all are found."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def all_evidence(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 when every relevant document is among the first k, else 0.

    With more than k relevant documents, the first k must all be relevant.
    """
    found = len(set(ranking[:k]) & set(relevant))
    return float(found == min(k, len(relevant)))
