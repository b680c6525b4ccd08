"""What a sentence must share with what it cites, whatever a judge of meaning thinks.

A judge weighs; this does not. A model may shorten what it was shown and join it, hardly more:
each of its clauses must be one cited sentence with words left out, none of which turns the
meaning round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.facts import numbers
from rag.llm.align import misfit, words

_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]{2,})[\"“”«»„]")
_JOINT = re.compile(r"\s*(?:;|,?\s+(?:and|but|while|whereas))\s+")
_SHORTEST = 2


def breach(claim: str, cited: str) -> str | None:
    """Return what a claim says that a sentence does not, in a few words; None when nothing.

    Args:
        claim: a model's sentence or a clause of it.
        cited: the sentence that it cites.
    """
    quote = next((q for q in _QUOTED.findall(claim) if _flat(q) not in _flat(cited)), None)
    if quote is not None:
        return f'the quotation "{quote.strip()}"'
    number = min(numbers(claim) - numbers(cited), default=None)
    if number is not None:
        return f"the number {number}"
    return misfit(words(claim), words(cited))


def clauses(claim: str) -> list[str]:
    """Return the clauses of a sentence that joins several with "and", "but" or a semicolon."""
    parts = [part.strip(" ,") for part in _JOINT.split(claim)]
    return [part for part in parts if len(part.split()) >= _SHORTEST]


def joins(claim: str, cited: Sequence[str]) -> list[tuple[str, int]] | None:
    """Return which clause of a claim stands in which cited sentence.

    Args:
        claim: a model's sentence.
        cited: the sentences that it cites.

    Returns:
        Each clause with the position of its sentence in `cited`; None when the claim is no
        sentence of several clauses or one of them stands in none.
    """
    parts = clauses(claim)
    if len(parts) < 2:
        return None
    found = []
    for part in parts:
        home = next((n for n, text in enumerate(cited) if breach(part, text) is None), None)
        if home is None:
            return None
        found.append((part, home))
    return found


def _flat(text: str) -> str:
    text = text.replace("’", "'").replace("‘", "'").lower()
    return " ".join(re.sub(r"[^\w\s']", " ", text).split())
