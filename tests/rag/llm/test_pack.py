"""What a model is shown, and what is kept."""

from __future__ import annotations

from datetime import date

from index.find.cache import Cache
from rag.llm import ModelSettings
from rag.llm.cache import key
from rag.llm.pack import label, pack, tokens


def test_best_evidence_comes_first_until_the_room_is_full(make_evidence):
    evidence = make_evidence(" ".join(f"Sentence number {n} says nothing new." for n in range(40)))
    small = ModelSettings(context_tokens=420, max_evidence=40)
    chosen = pack("what?", evidence, small)
    assert chosen == list(range(len(chosen)))
    assert 2 < len(chosen) < 20
    assert pack("what?", evidence, ModelSettings(max_evidence=3)) == [0, 1, 2]


def test_best_score_is_served_first_and_order_is_kept(make_evidence):
    evidence = make_evidence("It rained on Monday. It snowed on Tuesday. It hailed on Sunday.")
    backwards = evidence[::-1]
    assert pack("what?", backwards, ModelSettings(max_evidence=2)) == [1, 2]


def test_long_sentence_makes_room_for_short_ones(make_evidence):
    evidence = make_evidence("The long one " + "goes on and " * 300 + "ends. The short one.")
    assert pack("what?", evidence, ModelSettings(context_tokens=500)) == [1]


def test_repeated_sentence_is_shown_once(make_evidence):
    evidence = make_evidence("It rained on Monday. It rained on Monday. It snowed.")
    assert pack("what?", evidence, ModelSettings()) == [0, 2]


def test_sentence_is_shown_with_its_day_and_outlet(make_evidence):
    evidence = make_evidence("It rained.", date=date(2025, 3, 4), source="Post")
    assert label(evidence[0]) == "(2025-03-04, Post) It rained."
    assert label(make_evidence("It rained.", date=None, source=None)[0]) == "It rained."


def test_tokens_are_not_underestimated():
    assert tokens("a b c d e f") >= 6
    assert tokens("antidisestablishmentarianism") >= 8


def test_cache_forgets_what_was_used_longest_ago():
    cache: Cache[int] = Cache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (1, None, 3)


def test_key_depends_on_everything(make_evidence):
    from index import Filters

    evidence = make_evidence("It rained. It snowed.")
    base = {"generation": 1, "filters": None, "settings": ""}
    keys = {
        key("q", evidence, "m", **base),
        key("r", evidence, "m", **base),
        key("q", evidence[:1], "m", **base),
        key("q", evidence, "n", **base),
        key("q", evidence, "m", **{**base, "generation": 2}),
        key("q", evidence, "m", **{**base, "filters": Filters(sources=("Post",))}),
        key("q", evidence, "m", **{**base, "settings": "x"}),
    }
    assert len(keys) == 7
    assert key("q", evidence, "m", **base) in keys
