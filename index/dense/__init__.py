"""Nearest vectors of one immutable segment; a backend a file."""

from __future__ import annotations

from index.dense.base import Backend, Dense
from index.dense.flat import Flat

__all__ = ["BACKENDS", "Backend", "Dense", "choose"]

BACKENDS: dict[str, Backend] = {Flat.name: Flat()}


def choose(count: int) -> Backend:
    """Return the backend for a segment of this many vectors."""
    return BACKENDS[Flat.name]
