"""Exact vectors are compared in blocks."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.pool import unit
from index.vectors import exact
from index.vectors.exact import Stored, decoded, encoded


@pytest.fixture
def vectors():
    exact = unit(np.random.default_rng(1).standard_normal((300, 12)).astype(np.float32))
    return decoded(encoded(exact))  # as they are stored


def test_comparing_gives_the_nearest(vectors, tmp_path, monkeypatch):
    monkeypatch.setattr(exact, "_BLOCK", 7)
    Stored.write(tmp_path, vectors)
    mapped = Stored.open(tmp_path)
    allowed = np.random.default_rng(2).random(300) < 0.4
    for query in vectors[:20]:
        for mask in (None, allowed):
            rows, scores = mapped.search(query, 9, mask)
            exact_scores = np.where(allowed if mask is not None else True, vectors @ query, -2)
            expected = np.argsort(-exact_scores)[:9]
            np.testing.assert_array_equal(rows, expected)
            np.testing.assert_allclose(scores, exact_scores[expected], atol=1e-6)
    assert mapped.count == 300
    assert len(mapped.search(vectors[0], 9, np.zeros(300, np.bool_))[0]) == 0


@pytest.mark.parametrize("dimension", [8, 384])
def test_eight_bits_keep_vectors_and_are_stored_again_as_they_are(dimension):
    random = np.random.default_rng(7)
    vectors = unit(random.standard_normal((2_000, dimension)).astype(np.float32))
    codes = encoded(vectors)
    stored = decoded(codes)
    np.testing.assert_allclose(stored, vectors, atol=np.abs(vectors).max() / 250)
    assert np.sqrt(np.square((stored - vectors) @ vectors[0]).mean()) < 0.01 / np.sqrt(dimension)
    np.testing.assert_array_equal(encoded(stored), codes)
    assert not decoded(encoded(np.zeros((2, dimension), np.float32))).any()


def test_vectors_of_an_older_archive_are_read(vectors, tmp_path):
    np.save(tmp_path / "passages.npy", vectors.astype(np.float16))
    rows = np.array([5, 2, 299])
    np.testing.assert_allclose(Stored.open(tmp_path).vectors(rows), vectors[rows], atol=1e-3)


def test_equal_vectors_come_in_the_order_of_their_rows(vectors):
    twice = Stored(np.concatenate([vectors, vectors]))
    assert twice.best(vectors[4], np.array([304, 9, 4]), 2)[0].tolist() == [4, 304]
