"""Comparisons and the gate: what is unchanged passes, what is worse is caught."""

from dataclasses import replace

import pytest

from eval.compare import compare, compare_sets
from eval.document import Measured
from eval.errors import RunError
from eval.gate import WATCHED, gate, reason
from eval.stats.significance import SWAPS


def test_the_same_run_twice_differs_in_nothing(sample_records):
    verdict = gate(sample_records, sample_records)
    assert verdict.passed
    assert not verdict.changed
    assert {one.figure for one in verdict.differences} == set(WATCHED)
    assert all(one.p == 1.0 for one in verdict.differences)


def test_a_worsened_setting_is_caught(sample_records, worse_records):
    verdict = gate(sample_records, worse_records)
    assert not verdict.passed
    told = reason(verdict)
    assert "significantly worse" in told
    assert verdict.failures[0].figure in told
    assert not gate(sample_records, worse_records, seed=1).passed


def test_a_better_run_passes(sample_records, worse_records):
    assert gate(worse_records, sample_records).passed


def test_compare_counts_wins_and_losses(sample_records, worse_records):
    found = compare(sample_records, worse_records)
    assert found.questions == len(sample_records)
    by_name = {one.figure: one for one in found.differences}
    contains = by_name["answers.contains"]
    pairs = [
        (sample_records[name].values["answers.contains"], one.values["answers.contains"])
        for name, one in worse_records.items()
        if "answers.contains" in one.values
    ]
    assert contains.wins == sum(after > before for before, after in pairs)
    assert contains.losses == sum(after < before for before, after in pairs)
    assert contains.after == pytest.approx(sum(after for _, after in pairs) / len(pairs))
    assert found.lost
    assert all(one.before.right and not one.after.right for one in found.lost)
    assert all(not one.before.right and one.after.right for one in found.won)


def test_where_no_answer_can_be_judged_rankings_tell_won_from_lost(sample_records):
    ones = [one for one in sample_records.values() if one.relevant][:3]
    figure = "retrieval.ndcg@10"
    before = {
        one.id: replace(one, right=None, values={figure: value}, ranking=["a", "b"])
        for one, value in zip(ones, (0.5, 0.5, 0.5), strict=True)
    }
    after = {
        name: replace(one, values={figure: value}, ranking=["b"] if value != 0.5 else ["a"])
        for (name, one), value in zip(before.items(), (0.9, 0.1, 0.5), strict=True)
    }
    found = compare(before, after)
    assert [one.after.id for one in found.won] == [ones[0].id]
    assert [one.after.id for one in found.lost] == [ones[1].id]
    assert found.altered == [ones[0].id, ones[1].id]


def test_p_values_are_corrected_over_all_sets(sample_records, worse_records):
    one = Measured("one", {}, sample_records)
    other = Measured("other", {}, sample_records)
    worse = Measured("one", {}, worse_records)
    alone = compare_sets({"one": one}, {"one": worse})["one"]
    both = compare_sets({"one": one, "other": other}, {"one": worse, "other": other})["one"]
    for single, joint in zip(alone.differences, both.differences, strict=True):
        assert joint.p == single.p
        assert joint.corrected >= single.corrected
    assert any(
        joint.corrected > single.corrected
        for single, joint in zip(alone.differences, both.differences, strict=True)
    )


def test_a_figure_of_a_whole_set_can_stay_significant_among_many(sample_records):
    silent = {
        name: replace(one, abstained=True, right=not one.answerable)
        for name, one in sample_records.items()
    }
    found = {one.figure: one for one in compare(sample_records, silent).differences}
    coverage = found["abstention.coverage"]
    assert (coverage.after, coverage.wins, coverage.effect) == (0.0, 0, None)
    assert coverage.p == pytest.approx(1 / (SWAPS + 1))
    assert len(found) > 20
    assert coverage.corrected <= 0.01


def test_runs_of_different_sets_are_refused(sample_records):
    strangers = {"x": replace(next(iter(sample_records.values())), id="x")}
    with pytest.raises(RunError, match="no question in common"):
        compare(sample_records, strangers)
    one = {"a": Measured("a", {}, sample_records), "c": Measured("c", {}, sample_records)}
    with pytest.raises(RunError, match="no set in common: a, c and b"):
        compare_sets(one, {"b": Measured("b", {}, sample_records)})


def test_rounding_of_a_committed_baseline_is_no_difference(sample_records):
    kept = {
        name: replace(one, values={figure: round(v, 6) for figure, v in one.values.items()})
        for name, one in sample_records.items()
    }
    verdict = gate(kept, sample_records)
    assert verdict.passed
    assert all(one.p == 1.0 for one in verdict.differences)
