"""Lists ordered by score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32

RRF_K = 60


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passages ordered by score, best first; equal scores by passage id.

    Attributes:
        ids: passage ids, shape (k,).
        scores: the retriever's scores, shape (k,).
    """

    ids: NDArray[np.int64]
    scores: Float32

    @classmethod
    def best(cls, ids: NDArray[np.int64], scores: Float32, k: int) -> Ranked:
        """Return the k best of an unordered list."""
        order = np.lexsort((ids, -scores))[:k]
        return cls(ids[order], scores[order])

    @classmethod
    def empty(cls) -> Ranked:
        """Return a list of nothing."""
        return cls(np.empty(0, np.int64), np.empty(0, np.float32))


def fuse(lists: Sequence[Ranked], k: int) -> Ranked:
    """Fuse lists by reciprocal rank (Cormack et al. 2009, doi:10.1145/1571941.1572114).

    Args:
        lists: what the retrievers found.
        k: length of the fused list.
    """
    scores: dict[int, float] = {}
    for ranked in lists:
        for rank, passage in enumerate(ranked.ids.tolist(), start=1):
            scores[passage] = scores.get(passage, 0.0) + 1.0 / (RRF_K + rank)
    ids = np.fromiter(scores.keys(), np.int64, len(scores))
    return Ranked.best(ids, np.fromiter(scores.values(), np.float32, len(scores)), k)
