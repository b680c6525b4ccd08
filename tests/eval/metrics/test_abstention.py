"""Abstention, risk, calibration: closed forms and agreement with scipy's U statistic."""

import random

import pytest
from scipy.stats import mannwhitneyu

from eval.metrics.abstention import (
    abstention_f1,
    auroc,
    balanced_accuracy,
    calibration_error,
    coverage,
    reliability,
    risk,
    risk_area,
    risk_coverage,
)


def test_auroc_by_hand():
    assert auroc([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert auroc([0.1, 0.9], [True, False]) == 0.0
    assert auroc([0.5, 0.5], [True, False]) == 0.5


def test_auroc_agrees_with_scipy():
    generator = random.Random(1)
    for _ in range(30):
        labels = [True, False, *(generator.random() < 0.4 for _ in range(80))]
        scores = [round(generator.random() + 0.3 * label, 1) for label in labels]
        sides = [[s for s, one in zip(scores, labels, strict=True) if one == k] for k in (1, 0)]
        expected = mannwhitneyu(*sides).statistic / (len(sides[0]) * len(sides[1]))
        assert auroc(scores, labels) == pytest.approx(expected, abs=1e-12)


def test_coverage_risk_and_f1():
    abstained = [True, False, False, False]
    assert coverage(abstained) == 0.75
    assert risk(abstained, [False, True, True, False]) == pytest.approx(1 / 3)
    assert abstention_f1([True, True, False], [True, False, True]) == 0.5
    assert abstention_f1([False], [True]) == 0.0
    assert balanced_accuracy([True, True, False], [True, False, False]) == 0.75


def test_risk_coverage_withholds_the_least_sure_first():
    points = risk_coverage([0.2, 0.9, 0.5], [False, True, False])
    assert points == [(1 / 3, 0.0), (2 / 3, 0.5), (1.0, pytest.approx(2 / 3))]
    assert risk_area(points) == pytest.approx((0 + 0.5 + 2 / 3) / 3)


def test_risk_coverage_keeps_ties_together_and_counts_the_withheld():
    assert risk_coverage([0.5, 0.5], [True, False], total=4) == [(0.5, 0.5)]
    assert risk_area([(0.5, 0.5)]) == 0.5


def test_calibration_bins_are_closed_above():
    bins = reliability([0.0, 0.1, 0.10001, 1.0], [True, False, True, True])
    assert [(one.low, one.count) for one in bins] == [(0.0, 2), (0.1, 1), (0.9, 1)]
    bins = reliability([0.8, 0.8, 0.3, 0.3], [True, False, False, False])
    assert calibration_error(bins) == pytest.approx(0.5 * 0.3 + 0.5 * 0.3)


@pytest.mark.parametrize(
    "figure",
    [
        lambda: auroc([0.5], [True]),
        lambda: balanced_accuracy([True], [True]),
        lambda: coverage([]),
        lambda: risk([True], [False]),
        lambda: abstention_f1([True], [False]),
        lambda: risk_area([]),
        lambda: calibration_error([]),
    ],
)
def test_what_cannot_be_measured_is_none(figure):
    assert figure() is None
