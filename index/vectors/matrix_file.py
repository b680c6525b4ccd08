"""Rows of a matrix in a file, few of them read without mapping what lies around."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexCorruptError

_FEW = 256


class Table:
    """A matrix in a `.npy` file.

    A page of a mapped file that is touched brings fifteen neighbours into the process, and they
    count as its memory from then on: some thousand scattered rows would map a whole large file.
    So few rows, and rows that follow one another, are read by their offsets, others through the
    mapping.
    """

    def __init__(self, path: Path) -> None:
        """Open a file that `numpy.save` wrote.

        Args:
            path: the file; its array has two dimensions, row after row.

        Raises:
            OSError: it cannot be opened.
            ValueError: it is no such file, or shorter than it says.
        """
        mapped = np.load(path, mmap_mode="r")
        if mapped.ndim != 2 or not mapped.flags.c_contiguous:
            raise ValueError(f"{path.name} holds no matrix, row after row")
        self._path = path
        self._start = int(getattr(mapped, "offset", 0))
        self.mapped: NDArray[Any] = np.asarray(mapped)
        self._file = -1
        if hasattr(os, "preadv"):
            self._file = os.open(path, os.O_RDONLY)
            weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.mapped)

    def take(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """Return rows by their numbers, shape (len(rows), columns)."""
        if len(rows) > _FEW and rows[-1] - rows[0] == len(rows) - 1 and (np.diff(rows) == 1).all():
            return self.between(int(rows[0]), int(rows[-1]) + 1)
        if self._file < 0 or len(rows) > _FEW:
            return np.asarray(self.mapped[rows])
        taken = np.empty((len(rows), self.mapped.shape[1]), self.mapped.dtype)
        for place, row in enumerate(rows.tolist()):
            self._read(taken[place : place + 1], row)
        return taken

    def between(self, begin: int, end: int) -> NDArray[Any]:
        """Return the rows from begin up to end, shape (end - begin, columns)."""
        if self._file < 0:
            return np.asarray(self.mapped[begin:end])
        taken = np.empty((end - begin, self.mapped.shape[1]), self.mapped.dtype)
        self._read(taken, begin)
        return taken

    def _read(self, into: NDArray[Any], row: int) -> None:
        if not 0 <= row <= len(self.mapped) - len(into):
            raise IndexError(f"row {row} of {self._path.name}, which has {len(self.mapped)}")
        offset = self._start + row * self.mapped.strides[0]
        if into.size and os.preadv(self._file, [into.data], offset) != into.nbytes:
            raise IndexCorruptError(f"{self._path} ends early; run `dateline doctor --repair`")
