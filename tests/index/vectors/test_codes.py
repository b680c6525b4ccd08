"""Vectors in few bits keep their directions."""

import numpy as np
import pytest

from index.encode.pool import unit
from index.vectors.codes import decoded, encoded, width


@pytest.mark.parametrize("dimension", [384, 25])
def test_what_is_decoded_points_where_the_vectors_did(dimension):
    random = np.random.default_rng(3)
    vectors = unit(random.standard_normal((200, dimension)).astype(np.float32))
    rows = encoded(vectors)
    assert rows.shape == (200, width(dimension))
    assert rows.dtype == np.uint8
    found = decoded(rows)
    assert found.shape == vectors.shape
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
    assert (found * vectors).sum(axis=1).min() > 0.95
    assert np.abs((found - vectors) @ vectors[0]).mean() < 0.2 / np.sqrt(dimension)


def test_nothing_and_zeros_are_coded_too():
    assert encoded(np.empty((0, 6), np.float32)).shape == (0, width(6))
    assert decoded(np.empty((0, width(6)), np.uint8)).shape == (0, 6)
    np.testing.assert_array_equal(decoded(encoded(np.zeros((2, 6), np.float32))), np.zeros((2, 6)))
