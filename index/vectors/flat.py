"""Exact search: every allowed vector is compared, in 16 bits a dimension.

A product of two unit vectors is off by 0.00001 of what 32 bits give, in half the room.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32
from index.vectors.base import Floats
from index.vectors.faiss_file import save
from index.vectors.mask import selector
from index.vectors.threads import alone

_FILE = "passages.faiss"


class Flat:
    """FAISS's inner products with every vector; older archives have 32 bits a dimension."""

    name = "flat"

    def write(self, folder: Path, vectors: Floats, grown: Path | None = None) -> None:
        """Write vectors, shape (n, dimension), into the folder."""
        faiss: Any = import_module("faiss")

        half = faiss.ScalarQuantizer.QT_fp16
        index = faiss.IndexScalarQuantizer(vectors.shape[1], half, faiss.METRIC_INNER_PRODUCT)
        with alone(faiss):
            index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        save(index, folder / _FILE)

    def open(self, folder: Path) -> FlatDense:
        """Read the folder's vectors; they are few, and all of them are compared anyway."""
        import faiss

        return FlatDense(faiss.read_index(str(folder / _FILE)))


class FlatDense:
    """An opened flat index."""

    def __init__(self, index: Any) -> None:
        """Wrap a FAISS index."""
        self._index = index

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def search(
        self, vector: Float32, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Float32]:
        """Return rows and inner products of the nearest vectors, best first."""
        faiss: Any = import_module("faiss")

        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        k = min(k, self.count)
        limit = faiss.SearchParameters(sel=selector(faiss, allowed))
        with alone(faiss):
            scores, rows = self._index.search(query, k, params=limit)
        found = rows[0] >= 0
        return rows[0][found].astype(np.int64), scores[0][found].astype(np.float32)

    def vectors(self, rows: NDArray[np.int64]) -> Float32:
        """Return the vectors of rows, shape (len(rows), dimension)."""
        with alone(import_module("faiss")):
            found: Float32 = self._index.reconstruct_batch(np.ascontiguousarray(rows, np.int64))
        return found
