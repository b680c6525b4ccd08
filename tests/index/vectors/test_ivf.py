"""The lists find what exact search finds, under filters too, and say how well."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.encode.pool import unit
from index.vectors import ivf as module
from index.vectors.backends import EXACT_UP_TO
from index.vectors.exact import decoded, encoded
from index.vectors.flat import Flat
from index.vectors.ivf import Ivf
from index.vectors.tune import nearest, questions

COUNT, DIMENSION = EXACT_UP_TO + 7_232, 48


@pytest.fixture(scope="module")
def vectors():
    random = np.random.default_rng(5)
    topics = random.standard_normal((600, DIMENSION)).astype(np.float32)
    chosen = topics[random.integers(0, 600, COUNT)]
    exact = unit(chosen + 0.9 * random.standard_normal((COUNT, DIMENSION)).astype(np.float32))
    return decoded(encoded(exact))  # as they are stored


@pytest.fixture(scope="module")
def opened(vectors, tmp_path_factory):
    made = {}
    for backend in (Flat(), Ivf()):
        folder = tmp_path_factory.mktemp(backend.name)
        backend.write(folder, vectors)
        made[backend.name] = (folder, backend.open(folder))
    return made


def shared(one, other):
    """How many rows two lists of rows have in common."""
    return sum(len(np.intersect1d(*pair)) for pair in zip(one, other, strict=True))


def test_recall_is_measured_and_kept(opened, vectors):
    folder, dense = opened["ivf"]
    facts = json.loads((folder / "dense.json").read_text("utf-8"))
    assert facts["recall"] >= 0.99
    assert facts["sample"] == 200
    assert dense.tuning.facts() == facts
    random = np.random.default_rng(11)
    noise = random.standard_normal((100, DIMENSION)).astype(np.float32)
    asked = unit(vectors[::400] + 0.1 * noise)
    for k in (10, 50):
        exact = nearest(vectors, asked, k)
        found = [dense.search(query, k)[0] for query in asked]
        assert shared(found, exact) / exact.size >= 0.99


def test_the_measured_recall_is_that_of_the_measured_number_of_lists(opened, vectors):
    _, dense = opened["ivf"]
    asked = questions(vectors)
    exact = nearest(vectors, asked)
    found = [
        rows[np.argsort(-(vectors[rows] @ query))[:10]]
        for query, rows in zip(asked, dense.probe(asked, 10, dense.tuning.breadth), strict=True)
    ]
    assert shared(found, exact) / exact.size == pytest.approx(dense.tuning.recall, abs=2e-3)
    few = dense.probe(asked, 10, 1)
    assert shared(few, exact) / exact.size < 0.9 * dense.tuning.recall


def test_scores_are_exact_and_in_order(opened, vectors):
    _, dense = opened["ivf"]
    query = vectors[7]
    rows, scores = dense.search(query, 12)
    assert rows[0] == 7
    np.testing.assert_array_equal(scores, np.sort(scores)[::-1])
    np.testing.assert_allclose(scores, vectors[rows] @ query, atol=1e-6)
    np.testing.assert_array_equal(dense.vectors(rows), vectors[rows])
    assert dense.count == COUNT


@pytest.mark.parametrize("all_compared", [0, 4_096])
@pytest.mark.parametrize("share", [0.97, 0.9, 0.3, 0.01, 0.0])
def test_only_allowed_rows_are_found(opened, vectors, share, all_compared, monkeypatch):
    monkeypatch.setattr(module, "_COMPARED_ALL", all_compared)
    _, flat = opened["flat"]
    _, dense = opened["ivf"]
    allowed = np.random.default_rng(3).random(COUNT) < share
    found, exact = [], []
    for query in questions(vectors)[:50]:
        rows, _ = dense.search(query, 10, allowed)
        assert allowed[rows].all()
        assert len(rows) == min(10, int(allowed.sum()))
        found.append(rows)
        exact.append(flat.search(query, 10, allowed)[0])
    assert shared(found, exact) >= 0.98 * sum(map(len, exact))


def test_what_is_allowed_may_lie_elsewhere_than_the_questions(opened, vectors):
    _, flat = opened["flat"]
    _, dense = opened["ivf"]
    closeness = vectors @ vectors[0]
    allowed = closeness < np.quantile(closeness, 0.3)
    asked = questions(vectors)
    asked = asked[np.argsort(-(asked @ vectors[0]))[:50]]
    found = [dense.search(query, 10, allowed)[0] for query in asked]
    exact = [flat.search(query, 10, allowed)[0] for query in asked]
    assert shared(found, exact) >= 0.97 * 500


def test_more_than_there_is(opened):
    _, dense = opened["ivf"]
    query = np.ones(DIMENSION, np.float32) / np.sqrt(DIMENSION)
    assert len(dense.search(query, 10 * COUNT)[0]) == COUNT
    assert len(dense.search(query, 0)[0]) == 0
    assert len(dense.search(query, COUNT // 3)[0]) == COUNT // 3


def test_where_near_lists_hold_too_few_all_are_read(opened, vectors, monkeypatch):
    _, dense = opened["ivf"]
    monkeypatch.setattr(module, "_LEAST_LISTS", 1)
    monkeypatch.setattr(module, "_LEAST_READ", 1)
    monkeypatch.setattr(module, "_TUNED_AT", 10**9)
    monkeypatch.setattr(dense, "tuning", module.Tuning(breadth=1))
    rows, _ = dense.search(vectors[3], 5_000)
    assert len(set(rows.tolist())) == 5_000


def test_vectors_that_are_all_the_same_are_all_found(tmp_path):
    same = np.tile(unit(np.ones((1, 16), np.float32)), (5_000, 1))
    Ivf().write(tmp_path, same)
    rows, scores = Ivf().open(tmp_path).search(same[0], 7)
    assert len(set(rows.tolist())) == 7
    np.testing.assert_allclose(scores, 1, atol=1e-3)


def test_a_question_leaves_the_number_of_threads_as_it_was(opened, vectors):
    import faiss

    before = faiss.omp_get_max_threads()
    for name in ("flat", "ivf"):
        opened[name][1].search(vectors[0], 5)
    assert faiss.omp_get_max_threads() == before
