"""The model for matrix tiles computes what the exact one does, on any processor."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.fixed import Fixed
from index.encode.folder import read_card
from index.encode.graph import read_weights
from index.encode.openvino_engine import OpenVinoEngine
from index.encode.openvino_model import merged
from index.encode.quick import read_tokenizer
from index.encode.session import open_session
from index.encode.tiles import TILES

PLACES = 40


@pytest.fixture(scope="module")
def engines(tiny, cache):
    """A tiny model of random weights through OpenVINO, its inputs in 256 steps, and exactly."""
    card = read_card(tiny)
    weights = merged(card, read_weights(card))
    seen = np.random.default_rng(0).uniform(-4, 4, (500, 32)).astype(np.float32)
    matrices = {
        name: TILES.round(name, weights[f"{name}.weight"].T, seen) for name in TILES.inputs(card)
    }
    exact = open_session(card, read_tokenizer(card), "tiny-for-tiles")
    engine = OpenVinoEngine(TILES.model(card, weights, matrices), TILES.kind, half=False)
    return engine, exact


def cosines(found, expected):
    lengths = np.linalg.norm(found, axis=-1) * np.linalg.norm(expected, axis=-1)
    return (found * expected).sum(axis=-1) / lengths


@pytest.mark.parametrize("width", [1, 15, 17, PLACES])
def test_tokens_agree_and_padding_is_not_attended_to(engines, width):
    engine, exact = engines
    ids = np.random.default_rng(width).integers(5, 19, (3, width))
    mask = np.ones_like(ids)
    mask[1, width // 2 + 1 :] = 0
    found, expected = engine.embed(ids, mask), exact.embed(ids, mask)
    assert found.shape == expected.shape == (3, width, 32)
    real = mask.astype(bool)
    alike = cosines(found[real], expected[real])
    assert alike.min() > 0.99
    assert alike.mean() > 0.999
    alone = engine.embed(ids[1:2, : width // 2 + 1], mask[1:2, : width // 2 + 1])
    np.testing.assert_allclose(found[1, : width // 2 + 1], alone[0], atol=0.05)


def test_likeness_beyond_all_powers_leaves_numbers(tiny, cache):
    card = read_card(tiny)
    weights = dict(merged(card, read_weights(card)))
    for name in TILES.inputs(card):
        if name.endswith("attention.self"):
            weights[f"{name}.weight"] = weights[f"{name}.weight"] * np.float32(1000)
    seen = np.random.default_rng(0).uniform(-4, 4, (500, 32)).astype(np.float32)
    matrices: dict[str, Fixed] = {
        name: TILES.round(name, weights[f"{name}.weight"].T, seen) for name in TILES.inputs(card)
    }
    engine = OpenVinoEngine(TILES.model(card, weights, matrices), TILES.kind, half=False)
    ids = np.random.default_rng(1).integers(5, 19, (2, 24))
    assert np.isfinite(engine.embed(ids, np.ones_like(ids))).all()
