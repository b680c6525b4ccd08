"""The graph finds what exact search finds, under filters too, and says how well."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.dense import BACKENDS, EXACT_UP_TO, choose
from index.dense import hnsw as module
from index.dense.flat import Flat
from index.dense.hnsw import Hnsw
from index.dense.tune import nearest, questions
from index.encode.pool import unit

COUNT, DIMENSION = 4_000, 48


@pytest.fixture(scope="module")
def vectors():
    random = np.random.default_rng(5)
    topics = random.standard_normal((60, DIMENSION)).astype(np.float32)
    chosen = topics[random.integers(0, 60, COUNT)]
    return unit(chosen + 0.9 * random.standard_normal((COUNT, DIMENSION)).astype(np.float32))


@pytest.fixture(scope="module")
def opened(vectors, tmp_path_factory):
    made = {}
    for backend in (Flat(), Hnsw()):
        folder = tmp_path_factory.mktemp(backend.name)
        backend.write(folder, vectors)
        made[backend.name] = (folder, backend.open(folder))
    return made


def test_small_segments_are_exact_and_large_ones_walk_a_graph():
    assert choose(EXACT_UP_TO).name == "flat"
    assert choose(EXACT_UP_TO + 1).name == "hnsw"
    assert set(BACKENDS) == {"flat", "hnsw"}


def test_recall_is_measured_and_kept(opened, vectors):
    folder, dense = opened["hnsw"]
    facts = json.loads((folder / "dense.json").read_text("utf-8"))
    assert facts["recall"] >= 0.99
    assert facts["sample"] == 200
    assert dense.tuning.facts() == facts
    random = np.random.default_rng(11)
    noise = random.standard_normal((100, DIMENSION)).astype(np.float32)
    asked = unit(vectors[::40] + 0.1 * noise)
    exact = nearest(vectors, asked)
    found = [dense.search(query, 10)[0] for query in asked]
    hits = sum(len(np.intersect1d(one, two)) for one, two in zip(found, exact, strict=True))
    assert hits / exact.size >= 0.99


def test_scores_are_exact_and_in_order(opened, vectors):
    _, dense = opened["hnsw"]
    query = vectors[7]
    rows, scores = dense.search(query, 12)
    assert rows[0] == 7
    np.testing.assert_array_equal(scores, np.sort(scores)[::-1])
    np.testing.assert_allclose(scores, vectors[rows] @ query, atol=1e-6)
    np.testing.assert_array_equal(dense.vectors(rows), vectors[rows])
    assert dense.count == COUNT


@pytest.mark.parametrize("all_compared", [0, 20_000])
@pytest.mark.parametrize("share", [0.9, 0.3, 0.01, 0.0])
def test_only_allowed_rows_are_found(opened, vectors, share, all_compared, monkeypatch):
    monkeypatch.setattr(module, "_COMPARED_ALL", all_compared)
    _, flat = opened["flat"]
    _, dense = opened["hnsw"]
    allowed = np.random.default_rng(3).random(COUNT) < share
    hits = wanted = 0
    for query in questions(vectors)[:50]:
        rows, _ = dense.search(query, 10, allowed)
        exact, _ = flat.search(query, 10, allowed)
        assert allowed[rows].all()
        assert len(rows) == min(10, int(allowed.sum()))
        hits += len(np.intersect1d(rows, exact))
        wanted += len(exact)
    assert hits >= 0.98 * wanted


def test_more_than_there_is(opened):
    _, dense = opened["hnsw"]
    query = np.ones(DIMENSION, np.float32) / np.sqrt(DIMENSION)
    assert len(dense.search(query, 10 * COUNT)[0]) == COUNT
    assert len(dense.search(query, 0)[0]) == 0


def test_nearest_compares_every_block(vectors, monkeypatch):
    from index.dense import tune

    queries = vectors[:5]
    whole = nearest(vectors, queries)
    monkeypatch.setattr(tune, "_BLOCK", 7)
    np.testing.assert_array_equal(nearest(vectors, queries), whole)
    np.testing.assert_array_equal(whole[:, 0], np.arange(5))
    assert nearest(vectors[:3], queries).shape == (5, 3)


def test_a_question_leaves_the_number_of_threads_as_it_was(opened, vectors):
    import faiss

    before = faiss.omp_get_max_threads()
    for name in ("flat", "hnsw"):
        opened[name][1].search(vectors[0], 5)
    assert faiss.omp_get_max_threads() == before
