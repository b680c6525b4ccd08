"""The checker of a folder: an exported graph of random weights stands for a trained one."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest

from rag.errors import EntailmentError
from rag.support import model
from rag.support.check import SUPPORT_FEATURES, support, support_features
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
def replaced(exported, tmp_path, monkeypatch):
    """The exported checker in the place of the one that comes with Dateline."""
    weights = dict.fromkeys(SUPPORT_FEATURES, 0.0) | {"checker": 2.0, "cosine": 0.5}
    calibration = tmp_path / "calibration.json"
    calibration.write_text(json.dumps({"offset": -1.0, "weights": weights}), "utf-8")
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


def test_support_weighs_what_the_checker_says_with_meaning(exported, replaced, encoder):
    odds = ShippedChecker(exported).odds(TEXT, CLAIM)
    cosine = dict(zip(SUPPORT_FEATURES, support_features(CLAIM, TEXT, encoder), strict=True))
    assert cosine["checker"] == pytest.approx(odds)
    logits = -1.0 + 2.0 * odds + 0.5 * cosine["cosine"]
    assert support(CLAIM, TEXT, encoder=encoder) == pytest.approx(1 / (1 + np.exp(-logits)))
    assert support("Ships came in on Monday.", TEXT) == 1.0
    assert support("Forty men left.", TEXT, encoder=encoder) <= 0.2
    assert support(CLAIM, TEXT, entailment=lambda text, claim: 0.75) == 0.75


def test_the_checker_that_ships_is_the_one_its_card_names():
    card = json.loads((model.FOLDER / "card.json").read_text("utf-8"))
    graph = (model.FOLDER / "model.onnx").read_bytes()
    assert card["sha256"] == {"model.onnx": hashlib.sha256(graph).hexdigest()}


def test_a_paraphrase_has_more_support_than_what_the_text_leaves_open(encoder):
    cited = (
        "The council of Marlow voted 9 to 4 on Tuesday to sell the old mill to a brewer from "
        "Leeds, despite protests from neighbours who feared noise."
    )
    honest = "Although residents worried about noise, Marlow's councillors agreed to sell the mill."
    strange = "The old mill of Marlow, which neighbours say is haunted, was built by monks."
    assert support(honest, cited, encoder=encoder) > 2 * support(strange, cited, encoder=encoder)


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
