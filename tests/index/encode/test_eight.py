"""Products in eight bits: rounding that makes up for itself, and a graph that agrees."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.encode import calibrate
from index.encode.folder import read_card
from index.encode.kept import GRAPH, facts, place
from index.encode.pool import mean, padded
from index.encode.quantize import quantized, smoothing
from index.encode.weights import locate

TEXTS = (
    "The regional council put off its vote on the ferry line after two members left the room, "
    "and said that it would meet again on Thursday.",
    "Shares of the mining company fell by 4.2 per cent on Monday. It had cut its forecast for "
    "copper, citing a flooded shaft and higher prices for diesel.",
    "Asked whether the treaty would hold, the minister said: 'We have kept to every word of it, "
    "and we expect the same from our neighbours across the strait.'",
)


def test_rounding_makes_up_for_itself():
    random = np.random.default_rng(3)
    seen = random.standard_normal((400, 48)).astype(np.float32) @ random.standard_normal((48, 48))
    seen = seen.astype(np.float32)
    matrix = random.standard_normal((48, 20)).astype(np.float32)
    made = quantized(matrix, seen)
    assert made.values.dtype == np.int8
    assert made.values.shape == matrix.shape
    nearest = np.rint(matrix / made.steps) * made.steps
    exact = seen @ matrix
    lost = np.linalg.norm(seen @ (made.values * made.steps) - exact)
    assert 0 < lost < 0.8 * np.linalg.norm(seen @ nearest - exact)


def test_rounding_bears_inputs_that_never_occur():
    matrix = np.eye(4, 3, dtype=np.float32)
    made = quantized(matrix, np.zeros((5, 4), np.float32))
    np.testing.assert_allclose(made.values * made.steps, matrix, atol=1e-6)


def test_smoothing_moves_size_and_keeps_products():
    random = np.random.default_rng(4)
    seen = random.standard_normal((200, 8)).astype(np.float32)
    seen[:, 2] *= 100
    matrix = random.standard_normal((8, 5)).astype(np.float32)
    scale = smoothing(matrix, seen, 0.7)
    assert scale.shape == (8,)
    assert (scale > 0).all()
    np.testing.assert_allclose((seen / scale) @ (matrix * scale[:, None]), seen @ matrix, rtol=1e-3)
    spread = np.abs(seen / scale).max(axis=0)
    before = np.abs(seen).max(axis=0)
    assert spread.max() / spread.min() < before.max() / before.min() / 5


@pytest.fixture(scope="module")
def eight(quick):
    card = read_card(locate().folder)
    return calibrate.open_eight(card, quick._tokenizer, quick.fingerprint, quick.engine, make=True)


def test_eight_bits_agree_with_the_exact_vectors_of_new_texts(quick, eight):
    assert eight.path == "onnxruntime int8, cpu"
    ids, mask = padded([quick._tokenizer.encode(text).ids for text in TEXTS])
    found, exact = (mean(one.embed(ids, mask), mask) for one in (eight, quick.engine))
    cosines = (found * exact).sum(axis=1)
    assert cosines.min() > 0.9985
    assert not np.array_equal(found, exact)


def test_the_graph_is_kept_and_a_broken_one_is_made_anew(quick, eight, monkeypatch):
    card = read_card(locate().folder)
    folder = place(quick.fingerprint, "int8")
    assert facts(folder)["agreement"] >= 0.999
    made = []
    make = calibrate._make
    monkeypatch.setattr(calibrate, "_make", lambda *rest: made.append(1) or make(*rest))

    def reopened(*, make):
        return calibrate.open_eight(
            card, quick._tokenizer, quick.fingerprint, quick.engine, make=make
        )

    assert reopened(make=False).path == eight.path
    (folder / GRAPH).write_bytes(b"torn")
    assert reopened(make=False) is None
    assert not made
    assert reopened(make=True).path == eight.path
    assert made == [1]


def test_a_graph_that_does_not_agree_is_not_used(quick, eight, monkeypatch):
    card = read_card(locate().folder)
    noted = place(quick.fingerprint, "int8") / "facts.json"
    before = noted.read_text("utf-8")
    noted.write_text(json.dumps({**json.loads(before), "agreement": 0.99}), "utf-8")
    monkeypatch.setattr(calibrate, "_make", None)
    options = (card, quick._tokenizer, quick.fingerprint, quick.engine)
    assert calibrate.open_eight(*options, make=True) is None
    noted.write_text(before, "utf-8")
