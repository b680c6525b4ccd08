"""Matrices whose inputs are rounded in steps set beforehand stay close to the exact ones."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.fixed import fixed


@pytest.fixture
def given():
    """A matrix and inputs, some of which are large, and one of which lies far from zero."""
    draw = np.random.default_rng(7)
    matrix = draw.standard_normal((48, 24)).astype(np.float32)
    inputs = draw.standard_normal((400, 48)).astype(np.float32)
    inputs[:, :3] *= 20
    inputs[:, 5] += 50
    return matrix, inputs


def rounded(one, inputs):
    """What the processor makes of inputs: bytes, each in steps of `reach` / 128."""
    step = one.reach / 128
    return np.clip(np.rint((inputs + one.shift) * one.scale / step), -128, 127) * step


def test_products_in_bytes_are_close(given):
    matrix, inputs = given
    one = fixed(matrix, inputs)
    found = rounded(one, inputs) @ (one.values * one.steps) - one.shift @ matrix
    exact = inputs @ matrix
    assert np.linalg.norm(found - exact) < 0.02 * np.linalg.norm(exact - exact.mean(axis=0))


def test_inputs_lie_within_reach_of_zero(given):
    matrix, inputs = given
    one = fixed(matrix, inputs)
    around = (inputs + one.shift) * one.scale
    assert np.abs(around).max() == pytest.approx(float(one.reach[0]), rel=1e-5)
    np.testing.assert_allclose(around.min(axis=0), -around.max(axis=0), rtol=1e-3)
    assert one.values.dtype == np.int8
    assert one.reach.shape == (1,)
