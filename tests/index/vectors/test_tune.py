"""What the tuning compares with, and how far it goes."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.pool import unit
from index.vectors import tune as module
from index.vectors.tune import nearest, questions, tune


@pytest.fixture(scope="module")
def vectors():
    return unit(np.random.default_rng(5).standard_normal((2_000, 24)).astype(np.float32))


def test_nearest_compares_every_block(vectors, monkeypatch):
    queries = vectors[:5]
    whole = nearest(vectors, queries)
    monkeypatch.setattr(module, "_BLOCK", 7)
    np.testing.assert_array_equal(nearest(vectors, queries), whole)
    np.testing.assert_array_equal(whole[:, 0], np.arange(5))
    assert nearest(vectors[:3], queries).shape == (5, 3)


@pytest.mark.parametrize(("needed", "most"), [(1, 4096), (50, 4096), (700, 4096), (700, 300)])
def test_the_least_breadth_that_finds_enough_is_settled_on(vectors, needed, most):
    exact = nearest(vectors, questions(vectors))

    def walk(queries, k, breadth):
        kept = k if breadth >= needed else k // 2
        return [rows[:kept] for rows in exact]

    tuning = tune(vectors, walk, most)
    if needed > most:
        assert (tuning.breadth, tuning.recall) == (most, 0.5)
    else:
        assert needed <= tuning.breadth <= needed + max(1, needed // 4)
        assert tuning.recall == 1
