"""Abstention, risk, calibration: closed forms and agreement with scikit-learn."""

import random

import pytest

from eval.metrics.abstention import abstention_f1, coverage, risk
from eval.metrics.auroc import auroc
from eval.metrics.calibration import calibration_error, reliability
from eval.metrics.riskcurve import area, risk_coverage


def test_auroc_by_hand():
    assert auroc([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert auroc([0.1, 0.9], [True, False]) == 0.0
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    with pytest.raises(ValueError, match="positives and negatives"):
        auroc([0.5], [True])


def test_auroc_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    generator = random.Random(1)
    for _ in range(30):
        labels = [True, False, *(generator.random() < 0.4 for _ in range(80))]
        scores = [round(generator.random() + 0.3 * label, 1) for label in labels]
        assert auroc(scores, labels) == pytest.approx(
            metrics.roc_auc_score(labels, scores), abs=1e-12
        )


def test_coverage_and_risk():
    abstained = [True, False, False, False]
    assert coverage(abstained) == 0.75
    assert risk(abstained, [False, True, True, False]) == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="at least one answer"):
        risk([True], [False])


def test_abstention_f1():
    assert abstention_f1([True, True, False], [True, False, True]) == 0.5
    assert abstention_f1([False], [True]) == 0.0
    with pytest.raises(ValueError, match="unanswerable"):
        abstention_f1([True], [False])


def test_risk_coverage_withholds_the_least_sure_first():
    points = risk_coverage([0.2, 0.9, 0.5], [False, True, False])
    assert points == [(1 / 3, 0.0), (2 / 3, 0.5), (1.0, pytest.approx(2 / 3))]
    assert area(points) == pytest.approx((0 + 0.5 + 2 / 3) / 3)


def test_risk_coverage_keeps_ties_together_and_counts_the_withheld():
    assert risk_coverage([0.5, 0.5], [True, False], total=4) == [(0.5, 0.5)]
    assert area([(0.5, 0.5)]) == 0.5


def test_reliability_bins_are_closed_above():
    bins = reliability([0.0, 0.1, 0.10001, 1.0], [True, False, True, True])
    assert [(one.low, one.count) for one in bins] == [(0.0, 2), (0.1, 1), (0.9, 1)]


def test_calibration_error_by_hand():
    bins = reliability([0.8, 0.8, 0.3, 0.3], [True, False, False, False])
    assert calibration_error(bins) == pytest.approx(0.5 * 0.3 + 0.5 * 0.3)
    with pytest.raises(ValueError, match="at least one"):
        calibration_error([])
