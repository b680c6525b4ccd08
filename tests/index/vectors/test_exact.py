"""Exact vectors are compared in blocks; segments of an earlier version stay readable."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.pool import unit
from index.vectors import exact
from index.vectors.backends import BACKENDS
from index.vectors.exact import Stored
from index.vectors.flat import Flat


@pytest.fixture
def vectors():
    return unit(np.random.default_rng(1).standard_normal((300, 12)).astype(np.float32))


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


def test_a_segment_that_was_a_graph_is_read_by_its_exact_vectors(vectors, tmp_path):
    np.save(tmp_path / "passages.npy", vectors)
    (tmp_path / "graph.faiss").write_bytes(b"what an earlier version walked")
    dense = BACKENDS["hnsw"].open(tmp_path)
    rows, scores = dense.search(vectors[17], 3)
    assert rows[0] == 17
    assert scores[0] == pytest.approx(1, abs=1e-6)
    np.testing.assert_array_equal(dense.vectors(rows), vectors[rows])
