"""Figures of citations: against gold articles, gold sentences, the period meant, entailment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, TypeAlias

from eval.metrics.answers import normalise

AGREEMENT = 0.8
"""Share of the shorter one's words that a quote and a gold sentence must have in common."""

Entails: TypeAlias = Callable[[str, str], bool]
"""Whether a text (second) says what a sentence (first) says."""


def citation_precision(cited: Sequence[Collection[str]], gold: Collection[str]) -> float:
    """Return the share of citations that stand for a gold article.

    Args:
        cited: the articles that each citation stands for: its own and those of the same origin,
            for citing one outlet's copy of a wire story is as right as citing another's.
        gold: ids of gold articles.
    """
    _some(cited, "citation")
    return sum(any(name in gold for name in one) for one in cited) / len(cited)


def citation_recall(cited: Sequence[Collection[str]], gold: Collection[str]) -> float:
    """Return the share of gold articles that a citation stands for."""
    _some(gold, "gold article")
    named = {name for one in cited for name in one}
    return sum(name in named for name in gold) / len(gold)


def fact_recall(quotes: Sequence[str], facts: Sequence[str]) -> float:
    """Return the share of gold sentences that a quote covers."""
    _some(facts, "gold sentence")
    return sum(any(covers(quote, fact) for quote in quotes) for fact in facts) / len(facts)


def fact_precision(quotes: Sequence[str], facts: Sequence[str]) -> float:
    """Return the share of quotes that cover a gold sentence."""
    _some(quotes, "quote")
    return sum(any(covers(quote, fact) for fact in facts) for quote in quotes) / len(quotes)


def covers(quote: str, fact: str) -> bool:
    """Say whether one holds the other once normalised, or most of their words agree."""
    said, gold = normalise(quote), normalise(fact)
    if not said or not gold:
        return False
    if said in gold or gold in said:
        return True
    left, right = Counter(said.split()), Counter(gold.split())
    return (left & right).total() >= AGREEMENT * min(left.total(), right.total())


def in_period(days: Sequence[date | None], since: date | None, until: date | None) -> float:
    """Return the share of cited articles dated inside the period; undated ones are outside."""
    _some(days, "citation")
    inside = [
        day is not None and (since is None or day >= since) and (until is None or day <= until)
        for day in days
    ]
    return sum(inside) / len(inside)


def citation_quality(
    sentences: Sequence[tuple[str, Sequence[str]]], entails: Entails
) -> tuple[float, float | None]:
    """Return ALCE's recall over sentences and precision over citations (arXiv:2305.14627).

    A sentence is supported when its citations together entail it. A citation counts when its
    sentence is supported and it entails the sentence alone, or the others do not without it.

    Args:
        sentences: of one answer, each with the texts that it cites.
        entails: judge of entailment.

    Returns:
        Recall, and precision; that is None when nothing is cited.
    """
    _some(sentences, "sentence")
    supported = right = citations = 0
    for sentence, texts in sentences:
        citations += len(texts)
        if not texts or not entails(sentence, " ".join(texts)):
            continue
        supported += 1
        right += sum(_needed(sentence, texts, place, entails) for place in range(len(texts)))
    return supported / len(sentences), right / citations if citations else None


def _needed(sentence: str, texts: Sequence[str], place: int, entails: Entails) -> bool:
    if len(texts) == 1 or entails(sentence, texts[place]):
        return True
    return not entails(sentence, " ".join([*texts[:place], *texts[place + 1 :]]))


def _some(values: Collection[Any], what: str) -> None:
    if not values:
        raise ValueError(f"this figure needs at least one {what}")
