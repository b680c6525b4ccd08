"""Citations against gold facts: is the very sentence cited that tells it?

A quote covers a fact when one holds the other once both are normalised, or when their words
agree to at least `AGREEMENT` of the shorter one's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.metrics.normal import normalise

AGREEMENT = 0.8


def fact_recall(quotes: Sequence[str], facts: Sequence[str]) -> float:
    """Return the share of gold facts that a quote covers.

    Raises:
        ValueError: there is no fact.
    """
    if not facts:
        raise ValueError("fact recall needs at least one fact")
    return sum(any(covers(quote, fact) for quote in quotes) for fact in facts) / len(facts)


def fact_precision(quotes: Sequence[str], facts: Sequence[str]) -> float:
    """Return the share of quotes that cover a gold fact.

    Raises:
        ValueError: there is no quote.
    """
    if not quotes:
        raise ValueError("fact precision needs at least one quote")
    return sum(any(covers(quote, fact) for fact in facts) for quote in quotes) / len(quotes)


def covers(quote: str, fact: str) -> bool:
    """Say whether a quote and a fact are the same sentence, or one is part of the other."""
    said, gold = normalise(quote), normalise(fact)
    if not said or not gold:
        return False
    if said in gold or gold in said:
        return True
    left, right = Counter(said.split()), Counter(gold.split())
    shared = sum((left & right).values())
    return shared / min(left.total(), right.total()) >= AGREEMENT
