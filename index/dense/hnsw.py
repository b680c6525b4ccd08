"""Approximate search: a small-world graph over 8-bit codes, re-scored from the exact vectors.

A question walks the graph (Malkov & Yashunin 2018, arXiv:1603.09320) at a byte a dimension; what
it finds best is scored again from the float32 vectors, which stay on disk, mapped into memory.
How far it must walk is measured when the graph is written, so that recall holds.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.dense.threads import alone
from index.dense.tune import Tuning, tune
from index.encode.base import Float32

_GRAPH = "graph.faiss"
_VECTORS = "passages.npy"
_FACTS = "dense.json"

_LINKS = 24
_BREADTH = 100
_TRAINED = 65_536
_ADDED_AT_ONCE = 65_536
_RESCORED = 32
_COMPARED_ALL = 20_000
_WIDEST = 4_096

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]


class Hnsw:
    """FAISS's HNSW graph with 8-bit scalar quantisation, beside the exact vectors."""

    name = "hnsw"

    def write(self, folder: Path, vectors: Float32) -> None:
        """Write the graph of vectors, shape (n, dimension), and its measured recall."""
        faiss: Any = import_module("faiss")
        index = faiss.IndexHNSWSQ(
            vectors.shape[1],
            faiss.ScalarQuantizer.QT_8bit,
            _LINKS,
            faiss.METRIC_INNER_PRODUCT,
        )
        index.hnsw.efConstruction = _BREADTH
        chosen = np.sort(np.random.default_rng(0).permutation(len(vectors))[:_TRAINED])
        index.train(np.ascontiguousarray(vectors[chosen], dtype=np.float32))
        for start in range(0, len(vectors), _ADDED_AT_ONCE):
            block = vectors[start : start + _ADDED_AT_ONCE]
            index.add(np.ascontiguousarray(block, dtype=np.float32))
        np.save(folder / _VECTORS, np.asarray(vectors, dtype=np.float32))
        tuning = tune(vectors, HnswDense(index, vectors, Tuning()).walk, _WIDEST)
        faiss.write_index(index, str(folder / _GRAPH))
        (folder / _FACTS).write_text(json.dumps(tuning.facts()) + "\n", encoding="utf-8")

    def open(self, folder: Path) -> HnswDense:
        """Map the folder's graph and vectors into memory."""
        faiss: Any = import_module("faiss")
        index = faiss.read_index(str(folder / _GRAPH), faiss.IO_FLAG_MMAP_IFC)
        vectors = np.load(folder / _VECTORS, mmap_mode="r")
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        return HnswDense(index, vectors, Tuning.from_facts(facts))


class HnswDense:
    """An opened graph."""

    def __init__(self, index: Any, vectors: Float32, tuning: Tuning) -> None:
        """Wrap a FAISS index.

        Args:
            index: graph of codes.
            vectors: the exact vectors, shape (n, dimension), usually mapped.
            tuning: how far to walk, and what recall that gave.
        """
        self._index = index
        self._vectors = vectors
        self.tuning = tuning

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return len(self._vectors)

    def search(self, vector: Float32, k: int, allowed: Mask | None = None) -> tuple[Rows, Float32]:
        """Return rows and inner products of the nearest vectors, best first.

        Where few rows are allowed, each of them is compared; else the walk goes the further the
        fewer rows are allowed, so that recall holds.
        """
        query = np.ascontiguousarray(vector, dtype=np.float32)
        k = min(k, self.count)
        if k < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        breadth = self.tuning.breadth
        if allowed is not None:
            left = int(np.count_nonzero(allowed))
            breadth = -(-breadth * self.count // max(1, left))
            if left <= _COMPARED_ALL or breadth > _WIDEST:
                return self._scored(query, np.flatnonzero(allowed), k)
        return self._scored(query, self.walk(query[None], k, breadth, allowed)[0], k)

    def walk(
        self, queries: Float32, k: int, breadth: int, allowed: Mask | None = None
    ) -> list[Rows]:
        """Return for each query the rows that a walk finds best, by their codes.

        Args:
            queries: shape (q, dimension).
            k: how many will be kept of them.
            breadth: candidates that the walk keeps in hand.
            allowed: which rows may be found, None for all.
        """
        faiss: Any = import_module("faiss")
        wanted = min(self.count, k + max(k // 2, _RESCORED))
        limit = faiss.SearchParametersHNSW(efSearch=max(breadth, wanted))
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            limit.sel = faiss.IDSelectorBitmap(bits)
        with alone(faiss) if len(queries) == 1 else nullcontext():
            _, rows = self._index.search(queries, wanted, params=limit)
        return [found[found >= 0] for found in rows]

    def vectors(self, rows: Rows) -> Float32:
        """Return the exact vectors of rows, shape (len(rows), dimension)."""
        return np.asarray(self._vectors[rows], dtype=np.float32)

    def _scored(self, query: Float32, rows: Rows, k: int) -> tuple[Rows, Float32]:
        rows = np.sort(rows)
        scores = self.vectors(rows) @ query
        best = np.lexsort((rows, -scores))[:k]
        return rows[best], scores[best]
