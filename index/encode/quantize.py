"""Matrices in eight bits: how to round them, and what to scale before, so that little is lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dtrtri

from index.encode.base import Float32

Int8 = NDArray[np.int8]

_LEVELS = 127.0
_BLOCK = 64
_DAMPING = 0.01
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Quantized:
    """A matrix in eight bits: `values * steps` is about the matrix.

    Attributes:
        values: shape (inputs, outputs).
        steps: one an output, shape (outputs,).
    """

    values: Int8
    steps: Float32


def smoothing(matrix: Float32, seen: Float32, share: float) -> Float32:
    """Return by how much to divide each input, and multiply its row of the matrix.

    Inputs that are large for all tokens would leave the others few of the 256 steps; part of
    their size moves into the matrix (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438).

    Args:
        matrix: shape (inputs, outputs).
        seen: inputs that occurred, shape (n, inputs).
        share: how much moves, 0..1.

    Returns:
        Shape (inputs,), all above zero.
    """
    large = np.maximum(np.abs(seen).max(axis=0), _LEAST) ** share
    rows = np.maximum(np.abs(matrix).max(axis=1), _LEAST) ** (1.0 - share)
    return np.asarray(large / rows, dtype=np.float32)


def smoothed(matrix: Float32, seen: Float32, share: float) -> tuple[Quantized, Float32]:
    """Round a matrix to eight bits after `smoothing` its inputs.

    Args:
        matrix: shape (inputs, outputs).
        seen: inputs that occurred, shape (n, inputs).
        share: how much of the inputs' size moves into the matrix, 0..1.

    Returns:
        the matrix, and by how much to multiply each input, shape (inputs,).
    """
    scale = smoothing(matrix, seen, share)
    return quantized(matrix * scale[:, None], seen / scale), np.reciprocal(scale)


def quantized(matrix: Float32, seen: Float32) -> Quantized:
    """Round a matrix to eight bits so that its products with what was seen change least.

    One input after another is rounded, and what that changes is made up for by the inputs that
    are still to come, after their second moments (GPTQ, Frantar et al. 2023, arXiv:2210.17323).

    Args:
        matrix: shape (inputs, outputs).
        seen: inputs that occurred, shape (n, inputs).
    """
    left = matrix.astype(np.float64)
    inputs = len(left)
    steps = np.maximum(np.abs(left).max(axis=0), np.finfo(np.float32).tiny) / _LEVELS
    pull = _pull(seen)
    values = np.zeros(left.shape, dtype=np.int8)
    for start in range(0, inputs, _BLOCK):
        stop = min(start + _BLOCK, inputs)
        missed = np.zeros((stop - start, left.shape[1]))
        for at in range(start, stop):
            rounded = np.clip(np.rint(left[at] / steps), -_LEVELS, _LEVELS)
            values[at] = rounded
            error = (left[at] - rounded * steps) / pull[at, at]
            left[at + 1 : stop] -= np.outer(pull[at, at + 1 : stop], error)
            missed[at - start] = error
        left[stop:] -= pull[start:stop, stop:].T @ missed
    return Quantized(values, steps.astype(np.float32))


def _pull(seen: Float32) -> NDArray[np.float64]:
    """Return the upper triangle U of which U.T @ U is the inverse of the second moments.

    It is the inverse of the triangle that the moments themselves are made of, last input first.
    """
    inputs = seen.shape[1]
    moments = (seen.T @ seen).astype(np.float64)
    moments[np.diag_indices(inputs)] += _DAMPING * max(np.trace(moments) / inputs, _LEAST)
    lower = np.linalg.cholesky(moments[::-1, ::-1])
    inverse, _ = dtrtri(lower, lower=1)
    return np.asarray(inverse[::-1, ::-1], dtype=np.float64)
