"""Matrices in eight bits whose inputs are rounded in steps that are set beforehand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.encode.base import Float32
from index.encode.quantize import Int8, smoothed

_SHARE = 0.7
"""How much of the inputs' size moves into a matrix; measured on the default weights."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A matrix in eight bits, and what becomes of an input before it is rounded as well.

    `(x + shift) * scale`, which lies within `reach` of zero, times `values * steps` is about the
    matrix's product with `x + shift`.

    Attributes:
        values: shape (inputs, outputs).
        steps: one an output, shape (outputs,).
        scale: one an input, shape (inputs,).
        shift: one an input, shape (inputs,).
        reach: shape (1,).
    """

    values: Int8
    steps: Float32
    scale: Float32
    shift: Float32
    reach: Float32


def fixed(matrix: Float32, seen: Float32) -> Fixed:
    """Round a matrix, its inputs put around zero and made about equally large.

    The first is from Outlier Suppression+ (Wei et al. 2023, arXiv:2304.09145), the second from
    SmoothQuant (`quantize.smoothed`).

    Args:
        matrix: shape (inputs, outputs).
        seen: inputs that occurred, shape (n, inputs).
    """
    shift = -(seen.min(axis=0) + seen.max(axis=0)) / np.float32(2)
    around = seen + shift
    found, scale = smoothed(matrix, around, _SHARE)
    reach = np.abs(around * scale).max()
    return Fixed(found.values, found.steps, scale, shift, reach.reshape(1))
