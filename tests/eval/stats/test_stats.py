"""Intervals, tests and corrections: closed forms and coverage."""

import random
from itertools import product
from math import inf

import pytest
from scipy.stats import binomtest

from eval.stats.intervals import interval, mean_interval, quantile_interval
from eval.stats.significance import (
    ENOUGH,
    EXACT,
    SWAPS,
    holm,
    paired_permutation,
    standardised,
    swapped,
)


def test_an_interval_of_equal_values_is_a_point():
    assert mean_interval([0.5] * 20) == (0.5, 0.5)
    assert mean_interval([0.25]) == (0.25, 0.25)


def test_an_interval_covers_the_true_mean_about_as_often_as_it_says():
    generator = random.Random(5)
    covered = 0
    for seed in range(200):
        values = [float(generator.random() < 0.7) for _ in range(80)]
        low, high = mean_interval(values, seed=seed, repeats=300)
        covered += low <= 0.7 <= high
    assert 0.88 <= covered / 200 <= 0.99


def test_the_interval_of_any_figure_agrees_with_that_of_the_mean():
    values = [0.0, 1.0] * 40
    low, high = mean_interval(values, repeats=2000)
    other = interval(values, lambda ones: sum(ones) / len(ones), repeats=1000)
    assert other == pytest.approx((low, high), abs=0.03)


def test_the_interval_of_a_quantile_lies_about_it():
    values = [float(number) for number in range(101)]
    low, high = quantile_interval(values, 0.5)
    assert 30.0 < low < 50.0 < high < 70.0
    assert quantile_interval([7.0] * 9, 0.95) == (7.0, 7.0)
    lower, upper = quantile_interval(values, 0.95)
    assert low < lower < 95.0 < upper <= 100.0
    with pytest.raises(ValueError, match="at least one"):
        quantile_interval([], 0.5)


def test_no_interval_where_resamples_do_not_carry_the_figure():
    assert interval([1, 2, 3], lambda ones: None) is None
    with pytest.raises(ValueError, match="at least one"):
        mean_interval([])


def test_the_exact_test_tries_every_sign():
    differences = [0.3, 0.1, -0.2, 0.5, 0.4]
    seen = abs(sum(differences))
    sums = [
        abs(sum(sign * one for sign, one in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=5)
    ]
    expected = sum(one >= seen - 1e-12 for one in sums) / len(sums)
    assert paired_permutation(differences) == pytest.approx(expected)


def test_permutation_ignores_questions_that_agree():
    assert paired_permutation([1.0, 1.0, 1.0]) == 0.25
    assert paired_permutation([1.0, 1.0, 1.0, *[0.0] * 100]) == 0.25
    assert paired_permutation([0.0] * 9) == 1.0
    assert paired_permutation([0.5, 0.0]) == 1.0


def test_drawn_signs_agree_with_the_binomial():
    differences = [1.0] * 19 + [-1.0] * 6
    assert len(differences) > EXACT
    expected = binomtest(19, 25).pvalue
    assert paired_permutation(differences) == pytest.approx(expected, abs=0.01)


def test_effect():
    assert standardised([1.0, 1.0, -1.0, -1.0]) == 0.0
    assert standardised([0.0, 1.0]) == pytest.approx(0.5 / 0.5**0.5)
    assert standardised([0.2, 0.2]) == inf
    assert standardised([-0.2]) == -inf


def test_holm_by_hand():
    found = holm({"a": 0.01, "b": 0.04, "c": 0.03})
    assert found == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


def mean(values):
    return sum(values) / len(values)


def test_swaps_agree_with_signs():
    generator = random.Random(2)
    left = [generator.random() for _ in range(30)]
    right = [one + generator.gauss(0.05, 0.2) for one in left]
    differences = [after - before for before, after in zip(left, right, strict=True)]
    expected = paired_permutation(differences)
    assert swapped(left, right, mean, range(30)) == pytest.approx(expected, abs=0.1)


def test_swaps_stop_when_enough_is_known():
    drawn = []

    def count(values):
        drawn.append(len(values))
        return float(len(drawn) % 2)

    assert swapped([1.0], [2.0], count, []) == 1.0
    assert drawn == []
    assert swapped([1.0] * 3, [2.0] * 3, count, range(3)) == 1.0
    assert len(drawn) == 2 + 2 * ENOUGH


def test_a_rare_difference_gets_the_least_p_value():
    zeros, ones = [0.0] * 40, [1.0] * 40
    assert swapped(zeros, ones, mean, range(40)) == pytest.approx(1 / (SWAPS + 1))
    assert swapped(zeros, ones, lambda values: None, range(40)) == 1.0
