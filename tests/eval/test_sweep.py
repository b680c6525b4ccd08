"""Sweeps: which combinations there are, and which of them nothing beats."""

import pytest

from eval.errors import SettingError
from eval.sweep import Trial, combinations, sweep_table, with_best


def trial(name, value, time, figure="retrieval.ndcg@10"):
    return Trial((name,), {figure: value}, {figure: [value - 0.1, value + 0.1]}, time, 1.0)


def test_every_combination_is_tried():
    assert combinations(["a=1, 2", "b=x"]) == [("a=1", "b=x"), ("a=2", "b=x")]
    for wrong in ("a", "=1", "a=", "a=,"):
        with pytest.raises(SettingError, match="what varies is NAME=VALUE"):
            combinations([wrong])


def test_best_is_what_no_other_beats_in_both():
    found = [trial("slow", 0.9, 20.0), trial("quick", 0.8, 5.0), trial("poor", 0.7, 9.0)]
    marked = with_best(found, "retrieval.ndcg@10")
    assert [one.best for one in marked] == [True, True, False]
    twins = with_best([trial("a", 0.8, 5.0), trial("b", 0.8, 5.0)], "retrieval.ndcg@10")
    assert all(one.best for one in twins)


def test_a_risk_is_best_when_small():
    risk = "abstention.risk"
    found = [trial("good", 0.1, 5.0, risk), trial("bad", 0.4, 5.0, risk)]
    assert [one.best for one in with_best(found, risk)] == [True, False]


def test_the_table_shows_each_trial_with_its_interval():
    found = with_best([trial("a=1", 0.9, 20.0), trial("a=2", 0.8, 25.0)], "retrieval.ndcg@10")
    table = sweep_table("set", found, "retrieval.ndcg@10")
    assert [row[1] for row in table.rows] == ["a=1", "a=2"]
    assert [row[-1] for row in table.rows] == ["best", ""]
    assert "0.800 to 1.000" in table.rows[0]
