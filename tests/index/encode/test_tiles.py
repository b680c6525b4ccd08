"""The model for matrix tiles computes what the exact one does, on any processor."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.folder import read_card
from index.encode.graph import read_weights
from index.encode.openvino_engine import OpenVinoEngine
from index.encode.openvino_model import merged
from index.encode.quick import read_tokenizer
from index.encode.session import open_session
from index.encode.tiles import TILES

PLACES = 40


def tiled(card, weights):
    """A model of random weights through OpenVINO, some of its inputs in 256 steps."""
    seen = np.random.default_rng(0).uniform(-4, 4, (500, 32)).astype(np.float32)
    matrices = {
        name: TILES.round(name, weights[f"{name}.weight"].T, seen) for name in TILES.inputs(card)
    }
    return OpenVinoEngine(TILES.model(card, weights, matrices), TILES.kind, half=False)


@pytest.fixture(scope="module")
def engines(tiny, cache):
    """The same tiny model for tiles, and through ONNX Runtime, exactly."""
    card = read_card(tiny)
    exact = open_session(card, read_tokenizer(card), "tiny-for-tiles")
    return tiled(card, merged(card, read_weights(card))), exact


def cosines(found, expected):
    lengths = np.linalg.norm(found, axis=-1) * np.linalg.norm(expected, axis=-1)
    return (found * expected).sum(axis=-1) / lengths


@pytest.mark.parametrize("width", [1, 15, 17, PLACES])
def test_tokens_agree_and_padding_is_not_attended_to(engines, compared, width):
    found, expected, ids, mask, real = compared(*engines, width)
    alike = cosines(found[real], expected[real])
    assert alike.min() > 0.99
    assert alike.mean() > 0.999
    own = np.count_nonzero(mask[1])
    alone = engines[0].embed(ids[1:2, :own], mask[1:2, :own])
    np.testing.assert_allclose(found[1, :own], alone[0], atol=0.05)


def test_likeness_beyond_all_powers_leaves_numbers(tiny, cache):
    card = read_card(tiny)
    weights = merged(card, read_weights(card))
    large = {
        name: values * np.float32(1000 if name.endswith("attention.self.weight") else 1)
        for name, values in weights.items()
    }
    ids = np.random.default_rng(1).integers(5, 19, (2, 24))
    assert np.isfinite(tiled(card, large).embed(ids, np.ones_like(ids))).all()
