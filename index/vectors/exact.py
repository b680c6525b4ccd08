"""Vectors in a file, in 8 bits a dimension, and their comparison one by one.

Each row has a scale of its own. A product of two unit vectors is off by 0.0004 (root mean square,
over 11,483 passages of real news). What was stored so and is stored again stays as it is.
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
_SCALE_BYTES = 2
_MOST = 127
_LEAST = 1e-4

Codes = NDArray[np.uint8]
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
        codes = np.lib.format.open_memmap(
            folder / _FILE, "w+", np.uint8, (len(vectors), vectors.shape[1] + _SCALE_BYTES)
        )
        for start in range(0, len(vectors), _BLOCK):
            codes[start : start + _BLOCK] = encoded(vectors[start : start + _BLOCK])
        codes.flush()

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
        if not isinstance(stored, Table):
            return np.asarray(stored[rows], dtype=np.float32)
        found = stored.take(rows)  # of an older archive the vectors, float16
        return decoded(found) if found.dtype == np.uint8 else found.astype(np.float32)

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


def encoded(vectors: Floats) -> Codes:
    """Return vectors as bytes, one a dimension and then a scale of 16 bits.

    Args:
        vectors: shape (n, dimension).

    Returns:
        Shape (n, dimension + 2).
    """
    exact = np.asarray(vectors, np.float32)
    largest = np.abs(exact).max(axis=1, keepdims=True, initial=0.0)
    scales = np.maximum(largest / _MOST, _LEAST).astype("<f2")
    whole = np.rint(exact / scales.astype(np.float32)).clip(-_MOST, _MOST).astype(np.int8)
    return np.concatenate([whole.view(np.uint8), scales.view(np.uint8)], axis=1)


def decoded(rows: Codes) -> Float32:
    """Return vectors from bytes, shape (n, dimension)."""
    scales = np.ascontiguousarray(rows[:, -_SCALE_BYTES:]).view("<f2").astype(np.float32)
    found: Float32 = rows[:, :-_SCALE_BYTES].view(np.int8).astype(np.float32) * scales
    return found
