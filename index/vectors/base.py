"""What a segment's nearest-neighbour index can do."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32

Floats: TypeAlias = NDArray[np.float32] | NDArray[np.float16]


class Dense(Protocol):
    """An opened index over the vectors of one segment; safe to read from several threads."""

    @property
    def count(self) -> int:
        """How many vectors there are."""
        ...

    def search(
        self, vector: Float32, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Float32]:
        """Return the rows of the nearest vectors and their inner products, best first.

        Args:
            vector: shape (dimension,), of unit length.
            k: how many at most.
            allowed: shape (count,); which rows may be found, None for all.
        """
        ...

    def vectors(self, rows: NDArray[np.int64]) -> Float32:
        """Return the stored vectors of rows, shape (len(rows), dimension)."""
        ...


class Backend(Protocol):
    """A way to index vectors; `name` is kept beside the files it wrote."""

    name: str

    def write(self, folder: Path, vectors: Floats, grown: Path | None = None) -> None:
        """Write the index of vectors into an existing folder.

        Args:
            folder: where to.
            vectors: shape (n, dimension).
            grown: folder of a segment whose vectors are the first of these; of it is kept what
                need not be made again.
        """
        ...

    def open(self, folder: Path) -> Dense:
        """Open what `write` wrote, mapped into memory rather than read."""
        ...
