"""Vectors in a file, in 16 bits a dimension, and their comparison one by one.

A product with a unit vector is off by 0.00001 on average of what 32 bits give.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32
from index.vectors.base import Floats
from index.vectors.matrix_file import Table

_FILE = "passages.npy"
_BLOCK = 16_384

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]


class Stored:
    """Exact vectors as they lie in a segment's folder; any of them can be compared."""

    def __init__(self, vectors: Floats | Table) -> None:
        """Wrap vectors, shape (n, dimension), in memory or in a file."""
        self._vectors = vectors

    @classmethod
    def write(cls, folder: Path, vectors: Floats) -> None:
        """Write vectors, shape (n, dimension), into the folder."""
        np.save(folder / _FILE, np.asarray(vectors, dtype=np.float16))

    @classmethod
    def open(cls, folder: Path) -> Stored:
        """Map what `write` wrote."""
        return cls(Table(folder / _FILE))

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return len(self._vectors)

    def vectors(self, rows: Rows) -> Float32:
        """Return the vectors of rows, shape (len(rows), dimension)."""
        stored = self._vectors
        found = stored.take(rows) if isinstance(stored, Table) else stored[rows]
        return np.asarray(found, dtype=np.float32)

    def search(self, vector: Float32, k: int, allowed: Mask | None = None) -> tuple[Rows, Float32]:
        """Return rows and inner products of the nearest vectors, best first, by comparing all."""
        rows = np.arange(self.count) if allowed is None else np.flatnonzero(allowed)
        return self.best(vector, rows, k)

    def best(self, vector: Float32, rows: Rows, k: int) -> tuple[Rows, Float32]:
        """Return the k of some rows whose vectors are nearest, and their inner products.

        Args:
            vector: shape (dimension,).
            rows: which to compare, in any order.
            k: how many at most.
        """
        rows = np.sort(rows)
        scores = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), _BLOCK):
            block = slice(start, start + _BLOCK)
            scores[block] = np.einsum("ij,j->i", self.vectors(rows[block]), vector)
        chosen = np.lexsort((rows, -scores))[:k]
        return rows[chosen], scores[chosen]
