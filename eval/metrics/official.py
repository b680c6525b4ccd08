"""MultiHop-RAG's own figures, as its scripts compute them, beside what they should be.

Its accuracy counts an answer as right when it shares any word with the gold answer, "the"
included; the corrected figure is whether the gold answer stands in the answer. Its hits are
whether any one gold fact is in the first k passages, although the questions need all of them;
the corrected figure is the share of facts found. Its MAP adds, at each rank, the facts that
are new in that passage over the rank, instead of all found so far; the corrected figure is
average precision over passages that bring a new fact.
"""

from __future__ import annotations

from collections.abc import Sequence

INSUFFICIENT = "Insufficient information."
"""The gold answer of a question that cannot be answered."""


def official_accuracy(said: str, gold: str) -> float:
    """Return 1 when the two share a word, compared in lower case, split at blanks."""
    return float(bool(set(said.lower().split()) & set(gold.lower().split())))


def facts_in(text: str, facts: Sequence[str]) -> list[int]:
    """Return which facts stand in a passage, blanks left out of account as the scripts do."""
    packed = "".join(text.split())
    return [place for place, fact in enumerate(facts) if "".join(fact.split()) in packed]


def official_hits(found: Sequence[Sequence[int]], k: int) -> float:
    """Return 1 when any of the first k passages holds any fact.

    Args:
        found: facts in each passage, best passage first.
        k: passages that count.
    """
    return float(any(found[:k]))


def official_mrr(found: Sequence[Sequence[int]], k: int = 10) -> float:
    """Return 1 over the rank of the first passage with a fact."""
    return next((1 / rank for rank, held in enumerate(found[:k], start=1) if held), 0.0)


def official_map(found: Sequence[Sequence[int]], facts: int, k: int = 10) -> float:
    """Return new facts over rank, summed, over the number of facts (ten at most)."""
    seen: set[int] = set()
    total = 0.0
    for rank, held in enumerate(found[:k], start=1):
        fresh = set(held) - seen
        seen |= fresh
        total += len(fresh) / rank
    return total / min(facts, 10)


def fact_recall_at(found: Sequence[Sequence[int]], facts: int, k: int = 10) -> float:
    """Return the share of facts that the first k passages hold."""
    return len({place for held in found[:k] for place in held}) / facts


def fact_average_precision(found: Sequence[Sequence[int]], facts: int, k: int = 10) -> float:
    """Return precision at each rank that brings a new fact, summed, over the number of facts.

    Precision at a rank is passages so far that brought a new fact over the rank; a passage
    that brings several counts its precision once for each.
    """
    seen: set[int] = set()
    useful = 0
    total = 0.0
    for rank, held in enumerate(found[:k], start=1):
        fresh = set(held) - seen
        if fresh:
            seen |= fresh
            useful += 1
            total += len(fresh) * useful / rank
    return total / facts
