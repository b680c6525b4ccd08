"""Large jobs go on with a quicker engine only where it agrees and is quicker."""

from __future__ import annotations

import time

import numpy as np
import pytest

from index.encode import load_encoder, tokens, upgrade
from index.encode import quick as quick_module
from index.encode.base import PassageText
from index.encode.weights import locate

TEXTS = ["Talks were skipped.", "Rates rose by 0.25 points in March.", "A heron on the weir."]


class Slowed:
    """An engine that takes its time, and may be wrong."""

    workers = 1
    budget = 64

    def __init__(self, engine, seconds, wrong=0.0):
        self.engine, self.seconds, self.wrong = engine, seconds, wrong
        self.path = f"slowed by {seconds} s"
        self.calls = 0

    def embed(self, ids, mask):
        self.calls += 1
        time.sleep(self.seconds)
        found = self.engine.embed(ids, mask)
        return found + self.wrong * np.random.default_rng(0).standard_normal(found.shape[2])


@pytest.fixture
def sample(quick):
    return [quick._tokenizer.encode(text).ids for text in TEXTS]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("fpu avx2 fma", ()),
        ("fpu avx2 avx_vnni", ("int8",)),
        ("fpu avx2 avx512_bf16", ("bfloat16",)),
        ("amx_bf16 amx_int8", ("int8", "bfloat16")),
    ],
)
def test_the_processor_decides_without_torch(flags, expected, tmp_path, monkeypatch):
    (tmp_path / "cpuinfo").write_text(f"processor : 0\nflags\t\t: {flags}\n", "utf-8")
    monkeypatch.setattr(upgrade, "_CPUINFO", tmp_path / "cpuinfo")
    monkeypatch.setattr(upgrade, "_CARDS", (tmp_path / "card",))
    assert upgrade.ways() == expected
    (tmp_path / "card").touch()
    assert upgrade.ways() == ("cuda",)


def better(engine, sample, offers, *, large=True):
    """Look for a better engine among `offers`, by way; return it and what was opened."""
    opened = []

    def open_way(way, exact, large):
        assert exact is engine
        opened.append((way, large))
        return offers.get(way)

    return upgrade.better(open_way, engine, sample, large), opened


@pytest.fixture
def both_ways(monkeypatch):
    monkeypatch.setattr(upgrade, "ways", lambda: ("int8", "bfloat16"))


@pytest.mark.usefixtures("both_ways")
def test_an_engine_must_be_clearly_quicker_and_equal(quick, sample):
    slow, same = Slowed(quick.engine, 0.2), Slowed(quick.engine, 0.0)
    assert better(slow, sample, {"bfloat16": same})[0] is same
    assert better(same, sample, {"bfloat16": slow})[0] is None
    assert better(slow, sample, {"bfloat16": Slowed(quick.engine, 0.0, 0.1)})[0] is None
    assert better(slow, sample, {})[0] is None
    assert better(slow, [], {"bfloat16": same})[0] is None


@pytest.mark.usefixtures("both_ways")
def test_a_large_job_takes_the_quickest_a_smaller_one_the_first(quick, sample):
    slow, quicker = Slowed(quick.engine, 0.4), Slowed(quick.engine, 0.1)
    quickest = Slowed(quick.engine, 0.0)
    offers = {"int8": quicker, "bfloat16": quickest}
    found, opened = better(slow, sample, offers)
    assert found is quickest
    assert opened == [("int8", True), ("bfloat16", True)]
    found, opened = better(slow, sample, offers, large=False)
    assert found is quicker
    assert opened == [("int8", False)]
    wrong = Slowed(quick.engine, 0.0, 0.1)
    assert better(slow, sample, {**offers, "int8": wrong}, large=False)[0] is quickest


def test_a_card_that_torch_cannot_use_changes_nothing(quick, sample, monkeypatch):
    monkeypatch.setattr(upgrade, "ways", lambda: ("cuda",))
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    automatic = quick_module.load(locate())
    assert automatic._upgrade(automatic.engine, sample, True) is None


def test_an_engine_that_fails_to_load_changes_nothing(quick, sample, monkeypatch):
    def fail(card):
        raise RuntimeError("cannot compile")

    monkeypatch.setattr(upgrade, "ways", lambda: ("bfloat16",))
    monkeypatch.setattr("index.encode.calibrate.open_half", fail)
    automatic = quick_module.load(locate())
    assert automatic._upgrade(automatic.engine, sample, False) is None


def test_the_automatic_choice_opens_what_the_processor_has(sample, monkeypatch, tmp_path):
    automatic = quick_module.load(locate())
    slow = Slowed(automatic.engine, 0.2)
    monkeypatch.setattr(upgrade, "ways", lambda: ("bfloat16",))
    assert automatic._upgrade(slow, sample, False).path == "openvino bfloat16, cpu"
    monkeypatch.setattr(upgrade, "ways", lambda: ("int8",))
    assert automatic._upgrade(slow, sample, True).path == "openvino int8, cpu"
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    assert automatic._upgrade(slow, sample, False) is None


@pytest.fixture
def offered(monkeypatch):
    """An encoder that looks for quicker engines after 4 and 10 passages, and what it asks."""
    monkeypatch.setattr(tokens, "READY", 4)
    monkeypatch.setattr(tokens, "LARGE", 10)
    monkeypatch.setattr(tokens, "SHORT", 0)
    encoder = quick_module.load(locate(), upgrade=False)
    other = Slowed(encoder.engine, 0.0)
    asked = []

    def offer(engine, sample, large):
        asked.append((engine, len(sample), large))
        return other if large else None

    encoder._upgrade = offer
    return encoder, other, asked


PASSAGES = [PassageText("", f"Story {n}.", ((0, 8),)) for n in range(3)]


def test_a_job_asks_when_some_came_and_when_many_did(offered):
    encoder, other, asked = offered
    before = encoder.encode_passages(PASSAGES)
    assert not asked
    encoder.encode_passages(PASSAGES)
    encoder.encode_passages(PASSAGES)
    assert [(engine, large) for engine, _, large in asked] == [(encoder.engine, False)]
    assert encoder.path == "onnxruntime float32, cpu"
    after = encoder.encode_passages(PASSAGES)
    encoder.encode_passages(PASSAGES)
    assert [large for _, _, large in asked] == [False, True]
    assert encoder.path == "slowed by 0.0 s"
    np.testing.assert_allclose(after.passages, before.passages, atol=1e-5)
    calls = other.calls
    encoder.encode_texts(["a question"])
    assert other.calls == calls > 0


def test_short_passages_stay_exact(offered, monkeypatch):
    encoder, other, _ = offered
    encoder.bulk = other
    monkeypatch.setattr(tokens, "SHORT", 12)
    encoder.encode_passages(PASSAGES)
    assert not other.calls
    encoder.encode_passages([PassageText("", "Talks on rates went on for a day. " * 3, ((0, 33),))])
    assert other.calls == 1


def test_only_the_automatic_choice_upgrades():
    assert load_encoder(backend="onnx")._upgrade is None
    assert load_encoder()._upgrade is not None
