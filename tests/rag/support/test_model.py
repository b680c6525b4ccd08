"""The checker of a folder: an exported graph of random weights stands for a trained one."""

from __future__ import annotations

import json

import numpy as np
import pytest

from rag.errors import EntailmentError
from rag.support import model
from rag.support.check import support
from rag.support.model import ShippedChecker, excerpt, shipped_checker
from tests.support.tiny import tiny_model

TEXT = "Ten men left the harbour at dawn. Ships came in on Monday."
CLAIM = "Bob left the harbour."


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    return tiny_model(tmp_path_factory.mktemp("tiny") / "model", "checker")


@pytest.fixture(scope="module")
def exported(trained, tmp_path_factory):
    from eval.train.export import export

    folder = tmp_path_factory.mktemp("exported")
    export(trained, folder, "checker")
    return folder


@pytest.fixture
def shipped(exported, tmp_path, monkeypatch):
    """The exported checker in the place of the one that comes with Dateline."""
    calibration = tmp_path / "calibration.json"
    calibration.write_text(json.dumps({"offset": -1.0, "weight": 2.0}), "utf-8")
    monkeypatch.setattr(model, "FOLDER", exported)
    monkeypatch.setattr(model, "CALIBRATION", calibration)
    for cached in (model.calibration, shipped_checker):
        cached.cache_clear()
    yield
    for cached in (model.calibration, shipped_checker):
        cached.cache_clear()


def torch_odds(folder, text, claim):
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokens = AutoTokenizer.from_pretrained(folder)(text, claim, return_tensors="pt")
    with torch.inference_mode():
        (row,) = AutoModelForSequenceClassification.from_pretrained(folder)(**tokens).logits
    entails, *others = row.double().numpy()
    return float(entails - np.logaddexp.reduce(others))


def test_the_graph_gives_nearly_the_odds_of_its_model(trained, exported):
    checker = ShippedChecker(exported)
    for text, claim in ((TEXT, CLAIM), (CLAIM, TEXT), ("Ann left.", "Bob came.")):
        expected = torch_odds(trained, text, claim)
        assert checker.odds(text, claim) == pytest.approx(expected, abs=0.05)


def test_support_is_what_the_checker_says_where_it_ships(exported, shipped):
    odds = ShippedChecker(exported).odds(TEXT, CLAIM)
    assert support(CLAIM, TEXT) == pytest.approx(1 / (1 + np.exp(1.0 - 2.0 * odds)))
    assert support("Ships came in on Monday.", TEXT) == 1.0
    assert support("Forty men left.", TEXT) <= 0.2
    assert support(CLAIM, TEXT, entailment=lambda text, claim: 0.75) == 0.75


def test_without_weights_the_fitted_model_speaks(tmp_path, monkeypatch, encoder):
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    shipped_checker.cache_clear()
    assert shipped_checker() is None
    assert support(TEXT, TEXT, encoder=encoder) == 1.0
    assert 0.0 <= support(CLAIM, TEXT, encoder=encoder) <= 1.0
    shipped_checker.cache_clear()


def test_texts_and_claims_too_long_are_read_in_part(exported):
    checker = ShippedChecker(exported)
    filler = "ships came in on monday . " * 200
    assert np.isfinite(checker.odds(filler, filler))
    assert checker.odds(TEXT + filler, CLAIM) == pytest.approx(
        checker.odds(excerpt(CLAIM, TEXT + filler), CLAIM)
    )


def test_a_long_text_is_cut_to_the_sentences_about_the_claim():
    filler = "The council met for hours and spoke of roads and drains. "
    strike = "The strike at the ferry yard of Denholm ended after nine weeks."
    found = excerpt("The ferry yard's strike ended.", filler * 30 + strike + " " + filler * 30)
    assert strike in found
    assert len(found) <= model.LONGEST
    assert excerpt(CLAIM, TEXT) == TEXT


def test_a_broken_checker_is_named(tmp_path):
    with pytest.raises(EntailmentError, match="cannot be opened"):
        ShippedChecker(tmp_path)
