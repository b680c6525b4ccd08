"""Exact vectors are compared in blocks."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.pool import unit
from index.vectors import exact
from index.vectors.exact import Stored
from index.vectors.flat import Flat


@pytest.fixture
def vectors():
    exact = unit(np.random.default_rng(1).standard_normal((300, 12)).astype(np.float32))
    return exact.astype(np.float16).astype(np.float32)  # as they are stored


def test_comparing_gives_what_the_flat_index_gives(vectors, tmp_path, monkeypatch):
    monkeypatch.setattr(exact, "_BLOCK", 7)
    Stored.write(tmp_path, vectors)
    Flat().write(tmp_path, vectors)
    mapped, flat = Stored.open(tmp_path), Flat().open(tmp_path)
    allowed = np.random.default_rng(2).random(300) < 0.4
    for query in vectors[:20]:
        for mask in (None, allowed):
            rows, scores = mapped.search(query, 9, mask)
            expected = flat.search(query, 9, mask)
            np.testing.assert_array_equal(rows, expected[0])
            np.testing.assert_allclose(scores, expected[1], atol=1e-6)
    assert mapped.count == 300
    assert len(mapped.search(vectors[0], 9, np.zeros(300, np.bool_))[0]) == 0


def test_equal_vectors_come_in_the_order_of_their_rows(vectors):
    twice = Stored(np.concatenate([vectors, vectors]))
    assert twice.best(vectors[4], np.array([304, 9, 4]), 2)[0].tolist() == [4, 304]
