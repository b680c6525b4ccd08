"""Engines of one graph, in float32 and in bfloat16, give the same for texts of any length."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.folder import read_card
from index.encode.pool import unit
from index.encode.quick import read_tokenizer
from index.encode.session import open_half, open_session

PLACES = 40


@pytest.fixture(scope="module")
def engines(tiny, cache):
    """The same tiny model in float32 and in bfloat16."""
    card = read_card(tiny)
    exact = open_session(card, read_tokenizer(card), "f" * 64)
    return exact, open_half("f" * 64)


@pytest.mark.parametrize("width", [1, 15, 16, 17, 32, PLACES - 1, PLACES])
def test_padding_and_sixteen_bits_change_next_to_nothing(engines, compared, width):
    found, expected, _, _, real = compared(*engines, width)
    assert (unit(found[real]) * unit(expected[real])).sum(axis=1).min() > 0.999


def test_engines_say_what_computes_and_how_they_like_their_work(engines):
    exact, half = engines
    assert (exact.path, half.path) == ("onnxruntime float32, cpu", "openvino bfloat16, cpu")
    assert exact.workers == half.workers >= 1
    assert half.budget > exact.budget > 0


def test_what_was_not_kept_is_not_opened(cache):
    assert open_half("0" * 64) is None


def test_a_text_in_a_batch_is_as_it_is_alone(engines):
    for engine in engines:
        ids = np.random.default_rng(3).integers(5, 19, (2, 21))
        mask = np.ones_like(ids)
        mask[1, 9:] = 0
        together = engine.embed(ids, mask)[1, :9]
        alone = engine.embed(ids[1:, :9], mask[1:, :9])[0]
        np.testing.assert_allclose(unit(together), unit(alone), atol=0.02)
