"""Ranking figures: closed forms, and agreement with trec_eval's own numbers."""

import random
from math import log2

import pytest

from eval.metrics.ranking import (
    all_evidence,
    average_precision,
    hit,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
)

RANKING = ["a", "b", "c", "d", "e"]


def test_ndcg_of_a_perfect_list_is_one():
    assert ndcg(["x", "y"], {"x": 2, "y": 1}, 10) == 1.0


def test_ndcg_discounts_by_the_logarithm_of_the_rank():
    assert ndcg(RANKING, {"c": 1}, 10) == pytest.approx(1 / log2(4), abs=1e-15)
    best = 2 + 1 / log2(3)
    assert ndcg(RANKING, {"a": 1, "d": 2}, 10) == pytest.approx((1 + 2 / log2(5)) / best, abs=1e-15)


def test_ndcg_counts_only_k_ranks_in_both_lists():
    assert ndcg(RANKING, {"c": 1}, 2) == 0.0
    assert ndcg(["a", "b"], {"a": 1, "b": 1, "c": 1}, 2) == 1.0
    assert ndcg(RANKING, {}, 10) == 0.0


def test_reciprocal_rank_is_of_the_first_relevant_one():
    assert reciprocal_rank(RANKING, {"b", "d"}, 10) == 0.5
    assert reciprocal_rank(RANKING, {"d"}, 3) == 0.0


def test_hit_looks_no_further_than_k():
    assert hit(RANKING, {"c"}, 3) == 1.0
    assert hit(RANKING, {"c"}, 2) == 0.0


def test_recall_and_precision():
    assert recall(RANKING, {"a", "c", "z"}, 3) == pytest.approx(2 / 3)
    assert precision(RANKING, {"a", "c", "z"}, 4) == 0.5
    assert precision(["a"], {"a"}, 10) == 0.1
    with pytest.raises(ValueError, match="at least one"):
        recall(RANKING, set(), 3)


def test_average_precision():
    assert average_precision(RANKING, {"a", "c"}, 10) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(RANKING, {"a", "z"}, 3) == 0.5
    with pytest.raises(ValueError, match="at least one"):
        average_precision(RANKING, set(), 3)


def test_all_evidence_wants_every_relevant_document():
    assert all_evidence(RANKING, {"a", "c"}, 3) == 1.0
    assert all_evidence(RANKING, {"a", "d"}, 3) == 0.0
    assert all_evidence(["a", "b"], {"a", "b", "c"}, 2) == 1.0


@pytest.fixture(scope="module")
def drawn():
    """Two hundred questions with graded judgements and rankings of several lengths."""
    generator = random.Random(7)
    qrels, runs = {}, {}
    for number in range(200):
        pool = [f"d{place}" for place in range(generator.randint(12, 60))]
        judged = generator.sample(pool, generator.randint(1, 8))
        qrels[f"q{number}"] = {name: generator.randint(1, 3) for name in judged}
        ranking = generator.sample(pool, generator.randint(1, len(pool)))
        runs[f"q{number}"] = ranking
    return qrels, runs


OURS = {
    "nDCG@10": lambda ranking, gold: ndcg(ranking, gold, 10),
    "RR@10": lambda ranking, gold: reciprocal_rank(ranking, gold, 10),
    "AP@100": lambda ranking, gold: average_precision(ranking, gold, 100),
    "R@10": lambda ranking, gold: recall(ranking, gold, 10),
    "P@10": lambda ranking, gold: precision(ranking, gold, 10),
    "Success@5": lambda ranking, gold: hit(ranking, gold, 5),
}


@pytest.mark.parametrize("name", OURS)
def test_agrees_with_ir_measures(name, drawn):
    ir_measures = pytest.importorskip("ir_measures")
    qrels, runs = drawn
    scored = {
        question: {name: float(-rank) for rank, name in enumerate(ranking)}
        for question, ranking in runs.items()
    }
    measure = ir_measures.parse_measure(name)
    theirs = {one.query_id: one.value for one in measure.iter_calc(qrels, scored)}
    assert len(theirs) == len(qrels)
    for question, gold in qrels.items():
        assert OURS[name](runs[question], gold) == pytest.approx(theirs[question], abs=1e-9)
