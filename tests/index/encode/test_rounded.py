"""The eight-bit graph that comes with Dateline is that of the published weights, and close."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest

from index.encode.pool import mean, padded
from index.encode.rounded import FOLDER, open_rounded
from index.encode.upgrade import INT8, processor_flags
from index.encode.weights import DEFAULT_SHA256, locate

TEXTS = (
    "The regional council put off its vote on the ferry line after two members left the room, "
    "and said that it would meet again on Thursday.",
    "Shares of the mining company fell by 4.2 per cent on Monday. It had cut its forecast for "
    "copper, citing a flooded shaft and higher prices for diesel.",
    "Asked whether the treaty would hold, the minister said: 'We have kept to every word of it, "
    "and we expect the same from our neighbours across the strait.'",
)


@pytest.fixture(scope="module", params=[False, True], ids=["float32", "bfloat16"])
def eight(request, cache):
    return open_rounded(locate().folder, half=request.param)


def vectors(quick, engine, texts=TEXTS):
    ids, mask = padded([quick._tokenizer.encode(text).ids for text in texts])
    return mean(engine.embed(ids, mask), mask)


@pytest.mark.skipif(
    not INT8 & processor_flags(),
    reason="this processor adds products of bytes in 16 bits, and the graph is not used",
)
def test_eight_bits_agree_with_the_exact_vectors(quick, eight):
    assert eight.path == "openvino int8, cpu"
    found, exact = vectors(quick, eight), vectors(quick, quick.engine)
    assert (found * exact).sum(axis=1).min() > 0.998
    assert not np.array_equal(found, exact)


def test_padding_changes_nothing(quick, eight):
    together = vectors(quick, eight, [TEXTS[0], " ".join(TEXTS)])
    assert (together[0] * vectors(quick, eight, TEXTS[:1])[0]).sum() > 0.999


def test_another_model_has_none(tiny):
    assert open_rounded(tiny, half=False) is None


def test_the_files_are_those_of_their_card():
    card = json.loads((FOLDER / "card.json").read_text("utf-8"))
    assert card["source"]["sha256"] == DEFAULT_SHA256
    assert set(card["sha256"]) == {"encoder.bin", "encoder.xml"}
    for name, digest in card["sha256"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest
