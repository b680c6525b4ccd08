"""How far an approximate search must look, measured on the vectors that it is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32
from index.vectors.base import Floats

WANTED = 0.995
"""Recall at 10 that is aimed for; a margin above the 0.99 that is promised."""

_K = 10
_SAMPLE = 200
_BLOCK = 65_536
_TIE = 1e-5
_NOISE = 0.7

Walk = Callable[[Float32, int, int], list[NDArray[np.int64]]]


@dataclass(frozen=True, slots=True)
class Tuning:
    """What the measurement settled.

    Attributes:
        breadth: how far a search looks, in what its backend counts: lists that it reads.
        recall: share of the 10 nearest vectors that it finds, 0..1.
        sample: questions that this was measured on.
        trained: vectors that there were when the centres of the lists were found.
    """

    breadth: int = 64
    recall: float = 0.0
    sample: int = 0
    trained: int = 0

    def facts(self) -> dict[str, Any]:
        """Return the tuning as it is kept beside the vectors."""
        return asdict(self)

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Tuning:
        """Read what `facts` gave."""
        return cls(
            int(facts["breadth"]),
            float(facts["recall"]),
            int(facts["sample"]),
            int(facts.get("trained", 0)),
        )


def tune(vectors: Floats, walk: Walk, most: int) -> Tuning:
    """Return the least breadth, up to an eighth more, that gives the wanted recall at 10.

    Args:
        vectors: what is searched, of unit length, shape (n, dimension).
        walk: returns candidates for queries, the number to keep and the breadth.
        most: greatest breadth to try.
    """
    queries = questions(vectors)
    exact = nearest(vectors, queries)
    least = np.array(
        [_exact(vectors, rows[-1]) @ query for rows, query in zip(exact, queries, strict=True)]
    )

    def recall(breadth: int) -> float:
        hits = 0
        for query, rows, worst in zip(queries, walk(queries, _K, breadth), least, strict=True):
            scores = np.sort(_exact(vectors, np.sort(rows)) @ query)[-_K:]
            hits += int((scores >= worst - _TIE).sum())
        return hits / exact.size

    low, high = 0, 32
    while high < most and recall(high) < WANTED:
        low, high = high, min(2 * high, most)
    while high - low > max(1, high // 8):
        middle = (low + high) // 2
        low, high = (low, middle) if recall(middle) >= WANTED else (middle, high)
    return Tuning(breadth=high, recall=round(recall(high), 4), sample=len(queries))


def questions(vectors: Floats) -> Float32:
    """Return vectors that lie as questions do: beside a passage, off towards another, off the map.

    Questions are further from their passages than the passages of one story from each other, and
    harder to find neighbours of.
    """
    random = np.random.default_rng(2)
    dimension = vectors.shape[1]
    one, other = random.integers(0, len(vectors), (2, _SAMPLE))
    share = random.uniform(0.2, 0.8, (_SAMPLE, 1))
    noise = random.standard_normal((_SAMPLE, dimension)) * (_NOISE / np.sqrt(dimension))
    mixed = _exact(vectors, one) + share * _exact(vectors, other) + noise
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.ascontiguousarray(mixed, dtype=np.float32)


def _exact(vectors: Floats, rows: NDArray[np.int64]) -> Float32:
    return np.asarray(vectors[rows], np.float32)


def nearest(vectors: Floats, queries: Float32, k: int = _K) -> NDArray[np.int64]:
    """Return the rows of the k nearest vectors of each query by comparing all of them."""
    k = min(k, len(vectors))
    rows = np.empty((len(queries), 0), np.int64)
    scores = np.empty((len(queries), 0), np.float32)
    for start in range(0, len(vectors), _BLOCK):
        block = queries @ np.asarray(vectors[start : start + _BLOCK], np.float32).T
        kept = np.argpartition(-block, min(k, block.shape[1]) - 1, axis=1)[:, :k]
        scores = np.concatenate([scores, np.take_along_axis(block, kept, 1)], axis=1)
        rows = np.concatenate([rows, kept + start], axis=1)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    found: NDArray[np.int64] = np.take_along_axis(rows, best, 1)
    return found
