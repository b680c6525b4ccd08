"""Large jobs go on with a quicker engine only where it agrees and is quicker."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from index.encode import load_encoder, tokens, upgrade
from index.encode import quick as quick_module
from index.encode.base import PassageText
from index.encode.weights import locate

TEXTS = ["Talks were skipped.", "Rates rose by 0.25 points in March.", "A heron on the weir."]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Time passes only where an engine says that it does."""
    monkeypatch.setattr(Slowed, "passed", 0.0)
    monkeypatch.setattr(upgrade, "time", SimpleNamespace(perf_counter=lambda: Slowed.passed))


class Slowed:
    """An engine that takes its time, and may be wrong."""

    passed = 0.0

    workers = 1
    budget = 64

    def __init__(self, engine, seconds, wrong=0.0):
        self.engine, self.seconds, self.wrong = engine, seconds, wrong
        self.path = f"slowed by {seconds} s"
        self.calls = 0

    def embed(self, ids, mask):
        self.calls += 1
        Slowed.passed += self.seconds
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
    """Look for a better engine among `offers`, by way.

    Returns it, whether that is settled, and what was opened.
    """
    opened = []

    def open_way(way, large):
        opened.append((way, large))
        return offers.get(way)

    return *upgrade.better(open_way, engine, sample, large), opened


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
def test_the_first_that_holds_is_taken(quick, sample):
    slow, one, other = (Slowed(quick.engine, seconds) for seconds in (0.4, 0.0, 0.0))
    wrong = Slowed(quick.engine, 0.0, 0.1)
    both = {"int8": one, "bfloat16": other}
    assert better(slow, sample, both) == (one, True, [("int8", True)])
    assert better(slow, sample, both, large=False) == (one, True, [("int8", False)])
    second = better(slow, sample, {**both, "int8": wrong})
    assert second == (other, True, [("int8", True), ("bfloat16", True)])


@pytest.mark.usefixtures("both_ways")
def test_a_job_that_becomes_large_looks_again_unless_it_has_the_best(quick, sample):
    slow, same = Slowed(quick.engine, 0.4), Slowed(quick.engine, 0.0)
    assert better(slow, sample, {"bfloat16": same}, large=False)[:2] == (same, False)
    assert better(slow, sample, {}, large=False)[:2] == (None, False)
    assert better(slow, sample, {})[:2] == (None, True)


@pytest.mark.usefixtures("both_ways")
def test_what_was_opened_ahead_is_looked_at_and_not_opened_again(quick, sample):
    slow, same = Slowed(quick.engine, 0.4), Slowed(quick.engine, 0.0)
    opened = []

    def open_way(way, large):
        opened.append((way, large))
        return same if way == "int8" else None

    quicker = upgrade.Quicker(open_way)
    quicker.prepare()
    assert opened == [("int8", False)]
    assert quicker(slow, sample, True) == (same, True)
    assert opened == [("int8", False)]
    assert quicker(slow, sample, True) == (same, True)
    assert opened == [("int8", False), ("int8", True)]


@pytest.mark.usefixtures("both_ways")
def test_what_is_not_ready_is_opened_when_the_job_is_large(quick, sample):
    slow, same = Slowed(quick.engine, 0.4), Slowed(quick.engine, 0.0)
    quicker = upgrade.Quicker(lambda way, large: same if large else None)
    quicker.prepare()
    assert quicker(slow, sample, False) == (None, False)
    assert quicker(slow, sample, True) == (same, True)


def test_a_processor_without_such_units_is_asked_once(quick, sample, monkeypatch):
    monkeypatch.setattr(upgrade, "ways", tuple)
    assert better(quick.engine, sample, {}, large=False) == (None, True, [])


def test_a_card_that_torch_cannot_use_changes_nothing(quick, sample, monkeypatch):
    monkeypatch.setattr(upgrade, "ways", lambda: ("cuda",))
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    automatic = quick_module.load(locate())
    assert automatic._upgrade(automatic.engine, sample, True) == (None, True)


@pytest.mark.parametrize("error", [RuntimeError, np.linalg.LinAlgError, FileNotFoundError])
def test_an_engine_that_fails_to_load_changes_nothing(quick, sample, monkeypatch, error):
    def fail(*given, **chosen):
        raise error("cannot compile")

    monkeypatch.setattr(upgrade, "ways", lambda: ("bfloat16",))
    monkeypatch.setattr("index.encode.quick.open_half", fail)
    automatic = quick_module.load(locate())
    assert automatic._upgrade(automatic.engine, sample, False) == (None, False)


@pytest.mark.skipif(
    not upgrade.INT8 & upgrade.processor_flags(), reason="this processor does not multiply bytes"
)
def test_the_automatic_choice_opens_what_the_processor_has(sample, monkeypatch, tmp_path):
    automatic = quick_module.load(locate())
    slow = Slowed(automatic.engine, 0.2)
    for way, path in (("bfloat16", "openvino bfloat16, cpu"), ("int8", "openvino int8, cpu")):
        monkeypatch.setattr(upgrade, "ways", lambda way=way: (way,))
        assert automatic._upgrade(slow, sample, False)[0].path == path
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    monkeypatch.setattr(upgrade, "ways", lambda: ("bfloat16",))
    assert automatic._upgrade(slow, sample, False) == (None, False)


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
        return (other, True) if large else (None, False)

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


def test_a_model_is_got_ready_until_it_has_looked(offered):
    encoder, _, _ = offered

    class Prepared:
        ready = 0

        def prepare(self):
            self.ready += 1

        def __call__(self, engine, sample, large):
            return None, False

    encoder._upgrade = upgrading = Prepared()
    encoder.prepare()
    assert upgrading.ready == 1
    encoder.encode_passages(PASSAGES * 2)
    encoder.prepare()
    assert upgrading.ready == 1


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
