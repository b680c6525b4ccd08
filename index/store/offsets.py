"""Pairs of offsets as bytes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def pack(pairs: Sequence[tuple[int, int]]) -> bytes:
    """Return (start, end) pairs as bytes."""
    return np.array(pairs, "<i4").tobytes()


def unpack(data: bytes) -> tuple[tuple[int, int], ...]:
    """Return (start, end) pairs from bytes."""
    pairs = np.frombuffer(data, "<i4").reshape(-1, 2).tolist()
    return tuple((start, end) for start, end in pairs)
