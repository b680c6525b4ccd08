"""What the checker's scores mean: a logistic curve, and no more lies pass than may."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.train.calibrate_checker import calibrate_checker, fit
from eval.train.export import export
from eval.train.rows import Claim
from tests.support.tiny import tiny_model

RANDOM = np.random.default_rng(4)


def drawn(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Odds, and labels that are true with the probability of `2 * odds - 1`."""
    odds = RANDOM.normal(0.0, 2.0, n)
    return odds, RANDOM.random(n) < 1 / (1 + np.exp(1.0 - 2.0 * odds))


def test_the_curve_that_labels_were_drawn_from_is_found_where_few_lies_pass() -> None:
    odds, true = drawn(20_000)
    stopped = ~true & (RANDOM.random(len(odds)) < 0.5)
    weight, offset = fit(odds, true, stopped)
    assert weight == pytest.approx(2.0, abs=0.15)
    assert offset == pytest.approx(-1.0, abs=0.15)


def test_no_more_lies_pass_than_may() -> None:
    true = np.arange(400) % 2 == 0
    odds = RANDOM.normal(0.0, 1.0, 400) + 0.5 * true
    weight, offset = fit(odds, true, np.zeros(400, dtype=bool))
    passed = weight * odds + offset >= 0
    assert passed[~true].mean() == pytest.approx(0.1)
    assert passed[true].mean() > passed[~true].mean()


def test_claims_of_one_kind_or_a_checker_that_is_wrong_are_refused() -> None:
    odds = np.array([1.0, 2.0, 3.0])
    none = np.zeros(3, dtype=bool)
    with pytest.raises(ValueError, match="0 of 3"):
        fit(odds, none, none)
    with pytest.raises(ValueError, match="prefers"):
        fit(odds, np.array([True, False, False]), none)


def test_the_file_says_on_what_it_was_fitted(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(
        "rag.support.model.ShippedChecker.odds", lambda self, text, claim: float(len(claim))
    )
    export(tiny_model(tmp_path / "model", "checker"), tmp_path / "graph", "checker")
    text = "Ten men left at dawn."
    true, also = "Ten men left the harbour at dawn.", "Ten of the men left at dawn."
    groups = [
        (Claim(text, true, "entails"), Claim(text, "None left.", "unsupported")),
        (Claim(text, also, "entails"), Claim(text, "Ships left.", "neutral")),
    ]
    calibrate_checker(groups, tmp_path / "graph", tmp_path / "calibration.json", "these")
    found = json.loads((tmp_path / "calibration.json").read_text("utf-8"))
    assert found["fitted_on"] == "these; 4 claims, of which 2 are supported"
    assert "0% of the others" in found["meaning"]
    assert found["weight"] > 0
