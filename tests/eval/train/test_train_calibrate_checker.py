"""What the signs of support weigh: a logistic curve, and no more lies pass than may."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.train.calibrate_checker import calibrate_checker, fit
from eval.train.rows import Claim
from rag.support.check import SUPPORT_FEATURES, support

RANDOM = np.random.default_rng(4)


def drawn(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two features, and labels that are true with the probability of `2 * first - second - 1`."""
    table = RANDOM.normal(0.0, 1.0, (n, 2))
    return table, RANDOM.random(n) < 1 / (1 + np.exp(1.0 + table[:, 1] - 2.0 * table[:, 0]))


def even(n: int) -> np.ndarray:
    return np.ones(n)


def test_the_curve_that_labels_were_drawn_from_is_found_where_few_lies_pass() -> None:
    table, true = drawn(20_000)
    weights, offset = fit(table, true, ~true & (RANDOM.random(len(true)) < 0.7), even(len(true)))
    assert weights[0] / weights[1] == pytest.approx(-2.0, abs=0.2)
    assert 1.0 < weights[0] <= 2.0  # the pull towards zero takes some of it
    assert offset == pytest.approx(-1.0, abs=0.5)


def test_no_more_lies_pass_than_may() -> None:
    true = np.arange(400) % 2 == 0
    table = RANDOM.normal(0.0, 1.0, (400, 1)) + 0.5 * true[:, None]
    weights, offset = fit(table, true, np.zeros(400, dtype=bool), even(400))
    passed = table @ weights + offset >= 0
    assert passed[~true].mean() == pytest.approx(0.1)
    assert passed[true].mean() > passed[~true].mean()


def test_a_claim_weighs_as_its_share_says() -> None:
    table = np.array([[0.0], [1.0], [0.0], [1.0]] * 50)
    true = np.tile([False, True, True, False], 50)
    first = np.tile([True, True, False, False], 50)
    none = np.zeros(200, dtype=bool)
    weights, _ = fit(table, true, none, np.where(first, 3.0, 1.0))
    assert weights[0] > 0
    with pytest.raises(ValueError, match="prefers"):
        fit(table, true, none, np.where(first, 1.0, 3.0))


def test_claims_of_one_kind_or_a_checker_that_is_wrong_are_refused() -> None:
    table = np.array([[1.0], [2.0], [3.0]])
    none = np.zeros(3, dtype=bool)
    with pytest.raises(ValueError, match="0 of 3"):
        fit(table, none, none, even(3))
    with pytest.raises(ValueError, match="prefers"):
        fit(table, np.array([True, False, False]), none, even(3))


def test_the_file_says_on_what_it_was_fitted_and_is_what_support_reads(
    tmp_path: Path, encoder
) -> None:
    text = "Ten men left the harbour at dawn."
    true = [Claim(text, each, "entails") for each in ("At dawn ten men left.", "Ten men left.")]
    false = [Claim(text, each, "unsupported") for each in ("Ships sank.", "The king is dead.")]
    out = tmp_path / "calibration.json"
    calibrate_checker([[(*true, *false)] * 5], encoder, out, "these")
    found = json.loads(out.read_text("utf-8"))
    assert found["fitted_on"] == "these; 20 claims, of which 10 are supported"
    assert "0% of the others" in found["meaning"]
    assert list(found["weights"]) == list(SUPPORT_FEATURES)
    assert support(true[0].claim, text, encoder=encoder) > support(
        false[0].claim, text, encoder=encoder
    )


def test_how_many_claims_of_a_source_are_supported_is_not_learnt(tmp_path: Path, encoder) -> None:
    text = "Ten men left the harbour at dawn."
    true, other = (
        Claim(text, "At dawn ten men left.", "entails"),
        Claim(text, "Ships sank.", "unsupported"),
    )
    weights = []
    for times in (1, 9):
        out = tmp_path / f"{times}.json"
        calibrate_checker([[(true,) * times, (other,)]], encoder, out, "these")
        weights.append(json.loads(out.read_text("utf-8"))["weights"]["cosine"])
    assert weights[0] > 0
    assert weights[1] == pytest.approx(weights[0], rel=0.1)
