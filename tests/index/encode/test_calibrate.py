"""Engines in short numbers: they agree with the exact vectors, and what was rounded is kept."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.encode import calibrate, upgrade
from index.encode.eight import EIGHT, loaded, saved
from index.encode.folder import read_card
from index.encode.graph import read_weights
from index.encode.kept import facts, place
from index.encode.openvino_model import merged
from index.encode.pool import mean, padded
from index.encode.tiles import TILES
from index.encode.weights import locate

TEXTS = (
    "The regional council put off its vote on the ferry line after two members left the room, "
    "and said that it would meet again on Thursday.",
    "Shares of the mining company fell by 4.2 per cent on Monday. It had cut its forecast for "
    "copper, citing a flooded shaft and higher prices for diesel.",
    "Asked whether the treaty would hold, the minister said: 'We have kept to every word of it, "
    "and we expect the same from our neighbours across the strait.'",
)


@pytest.fixture(scope="module")
def card():
    return read_card(locate().folder)


@pytest.fixture(scope="module", params=[EIGHT, TILES], ids=lambda recipe: recipe.kind)
def recipe(request):
    return request.param


@pytest.fixture(scope="module")
def opened(quick, card, recipe):
    """Opens the engine in eight bits; None when it may not be made and is not kept."""

    def opened(*, make=True, half=False):
        model = (card, quick._tokenizer, quick.fingerprint, quick.engine)
        return calibrate.open_eight(recipe, *model, make=make, half=half)

    return opened


@pytest.fixture(scope="module")
def eight(opened):
    return opened()


def vectors(quick, engine, texts=TEXTS):
    ids, mask = padded([quick._tokenizer.encode(text).ids for text in texts])
    return mean(engine.embed(ids, mask), mask)


def test_sixteen_bits_agree_with_the_exact_vectors_of_new_texts(quick, card):
    engine = calibrate.open_half(card)
    assert engine.path == "openvino bfloat16, cpu"
    cosines = (vectors(quick, engine) * vectors(quick, quick.engine)).sum(axis=1)
    assert cosines.min() > 0.9998


def test_eight_bits_agree_with_the_exact_vectors_of_new_texts(quick, eight, recipe):
    assert eight.path == f"openvino {recipe.kind}, cpu"
    found, exact = vectors(quick, eight), vectors(quick, quick.engine)
    assert (found * exact).sum(axis=1).min() > 0.999
    assert not np.array_equal(found, exact)


def test_padding_changes_nothing(quick, eight):
    together = vectors(quick, eight, [TEXTS[0], " ".join(TEXTS)])
    assert (together[0] * vectors(quick, eight, TEXTS[:1])[0]).sum() > 0.9995


def test_rounded_matrices_are_close_and_come_back_from_their_file(quick, card, eight, recipe):
    assert eight is not None
    weights = merged(card, read_weights(card))
    kept = (place(quick.fingerprint, recipe.kind) / calibrate.MATRICES).read_bytes()
    matrices = loaded(recipe, kept)
    assert set(matrices) == set(recipe.inputs(card))
    assert saved(matrices) == kept
    for name, one in matrices.items():
        exact = weights[f"{name}.weight"].T
        close = one.scale[:, None] * one.values * one.steps
        assert np.linalg.norm(close - exact) < 0.05 * np.linalg.norm(exact)


def test_matrices_are_kept_and_torn_ones_are_made_anew(quick, eight, opened, recipe, monkeypatch):
    folder = place(quick.fingerprint, recipe.kind)
    assert facts(folder)["agreement"] >= 0.999
    made = []
    rounded = calibrate.rounded
    monkeypatch.setattr(calibrate, "rounded", lambda *rest: made.append(1) or rounded(*rest))
    assert opened(make=False).path == eight.path
    (folder / calibrate.MATRICES).write_bytes(b"torn")
    assert opened(make=False) is None
    assert not made
    assert opened(make=True).path == eight.path
    assert made == [1]


def test_matrices_that_do_not_agree_are_not_used(quick, eight, opened, recipe, monkeypatch):
    assert eight is not None
    noted = place(quick.fingerprint, recipe.kind) / "facts.json"
    before = noted.read_text("utf-8")
    noted.write_text(json.dumps({**json.loads(before), "agreement": 0.99}), "utf-8")
    monkeypatch.setattr(calibrate, "rounded", None)
    assert opened(make=True) is None
    noted.write_text(before, "utf-8")


def test_eight_bits_that_take_longer_than_sixteen_are_not_used(quick, eight, opened, recipe):
    assert eight is not None
    noted = place(quick.fingerprint, recipe.kind) / "facts.json"
    before = noted.read_text("utf-8")
    noted.write_text(json.dumps({**json.loads(before), "share": 1.3}), "utf-8")
    assert opened(make=True) is None
    noted.write_text(before, "utf-8")
    assert opened(make=False) is not None


def test_without_a_cache_the_engine_is_used_all_the_same(opened, recipe, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file"))
    assert opened(make=True).path == f"openvino {recipe.kind}, cpu"
    assert opened(make=False) is None


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"avx512_vnni", "avx512_bf16"}, EIGHT),
        ({"avx512_vnni", "amx_bf16"}, EIGHT),
        ({"avx512_vnni", "amx_bf16", "amx_int8"}, TILES),
    ],
)
def test_the_processor_decides_what_is_rounded(flags, expected, monkeypatch):
    monkeypatch.setattr(upgrade, "processor_flags", lambda: frozenset(flags))
    assert calibrate.recipe() is expected
