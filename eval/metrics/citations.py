"""Citations against the gold articles of a question.

A citation stands for every article of the same origin: citing one outlet's copy of a wire
story is as right as citing another's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

Cited = Sequence[Collection[str]]
"""The articles that each citation stands for, its own first."""


def citation_precision(cited: Cited, gold: Collection[str]) -> float:
    """Return the share of citations that stand for a gold article.

    Raises:
        ValueError: there is no citation.
    """
    if not cited:
        raise ValueError("citation precision needs at least one citation")
    return sum(any(name in gold for name in one) for one in cited) / len(cited)


def citation_recall(cited: Cited, gold: Collection[str]) -> float:
    """Return the share of gold articles that a citation stands for.

    Raises:
        ValueError: there is no gold article.
    """
    if not gold:
        raise ValueError("citation recall needs at least one gold article")
    named = {name for one in cited for name in one}
    return sum(name in named for name in gold) / len(gold)
