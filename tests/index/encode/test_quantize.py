"""Matrices in eight bits: rounding makes up for itself, smoothing keeps products."""

from __future__ import annotations

import numpy as np

from index.encode.quantize import quantized, smoothing


def test_rounding_makes_up_for_itself():
    random = np.random.default_rng(3)
    seen = random.standard_normal((400, 48)).astype(np.float32) @ random.standard_normal((48, 48))
    seen = seen.astype(np.float32)
    matrix = random.standard_normal((48, 20)).astype(np.float32)
    made = quantized(matrix, seen)
    assert made.values.dtype == np.int8
    assert made.values.shape == matrix.shape
    nearest = np.rint(matrix / made.steps) * made.steps
    exact = seen @ matrix
    lost = np.linalg.norm(seen @ (made.values * made.steps) - exact)
    assert 0 < lost < 0.8 * np.linalg.norm(seen @ nearest - exact)


def test_rounding_bears_inputs_that_never_occur():
    matrix = np.eye(4, 3, dtype=np.float32)
    made = quantized(matrix, np.zeros((5, 4), np.float32))
    np.testing.assert_allclose(made.values * made.steps, matrix, atol=1e-6)


def test_smoothing_moves_size_and_keeps_products():
    random = np.random.default_rng(4)
    seen = random.standard_normal((200, 8)).astype(np.float32)
    seen[:, 2] *= 100
    matrix = random.standard_normal((8, 5)).astype(np.float32)
    scale = smoothing(matrix, seen, 0.7)
    assert scale.shape == (8,)
    assert (scale > 0).all()
    np.testing.assert_allclose((seen / scale) @ (matrix * scale[:, None]), seen @ matrix, rtol=1e-3)
    spread = np.abs(seen / scale).max(axis=0)
    before = np.abs(seen).max(axis=0)
    assert spread.max() / spread.min() < before.max() / before.min() / 5
