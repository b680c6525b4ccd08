"""Nearest vectors of one immutable segment; a backend a file."""

from __future__ import annotations

from index.vectors.base import Backend, Dense
from index.vectors.flat import Flat
from index.vectors.ivf import Ivf

__all__ = ["BACKENDS", "EXACT_UP_TO", "Backend", "Dense", "choose"]

BACKENDS: dict[str, Backend] = {each.name: each for each in (Flat(), Ivf())}

EXACT_UP_TO = 32_768
"""Vectors that are compared one by one; from there on lists of neighbours answer sooner."""


def choose(count: int) -> Backend:
    """Return the backend for a segment of this many vectors."""
    return BACKENDS[Flat.name if count <= EXACT_UP_TO else Ivf.name]
