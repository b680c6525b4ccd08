"""What a sentence must share with what it cites, whatever a judge of meaning thinks.

A judge weighs; this does not. A model may shorten what it was shown and join it, hardly more:
each of its clauses must be one cited sentence with words left out, none of which turns the
meaning round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language import language_of
from rag.llm.align import misfit, words
from rag.support.facts import numbers

_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]{2,})[\"“”«»„]")
_PLAIN = frozenset(".,;:()[]'’‘\"“”«»„-‑−–—/&")
_SHORTEST = 2


def breach(claim: str, cited: str, *, whole: bool = False) -> str | None:
    """Return what a claim says that a sentence does not, in a few words; None when nothing.

    Args:
        claim: a model's sentence or a clause of it.
        cited: the sentence that it cites.
        whole: whether it must begin and end where the sentence does.
    """
    language = language_of(cited)
    claim = language.modality.source.sub("", claim, count=1)
    if "?" in cited and _flat(claim) != _flat(cited):
        return "an answer where the source asks"
    quote = next((q for q in _QUOTED.findall(claim) if not _is_quoted(q, cited)), None)
    if quote is not None:
        return f'the quotation "{quote.strip()}"'
    number = min(numbers(claim) - numbers(cited), default=None)
    if number is not None:
        return f"the number {number}"
    sign = min(_signs(claim) - _signs(cited), default=None)
    if sign is not None:
        return f"the sign {sign}"
    return misfit(words(claim), words(cited), language, whole=whole)


def clauses(claim: str) -> list[str]:
    """Return the clauses of a sentence that joins several with "and", "but" or a semicolon."""
    return [part.strip(" ,") for part in language_of(claim).modality.joint.split(claim)]


def joins(claim: str, cited: Sequence[str]) -> list[tuple[str, int]] | None:
    """Return which clause of a claim stands in which cited sentence.

    Args:
        claim: a model's sentence.
        cited: the sentences that it cites.

    Returns:
        Each clause with the position of its sentence in `cited`; None when the claim is no
        sentence of several clauses, one of them stands in none, or one begins with a pronoun
        that would now stand for something else.
    """
    parts = clauses(claim)
    if len(parts) < 2 or any(len(part.split()) < _SHORTEST for part in parts):
        return None
    found: list[tuple[str, int]] = []
    for part in parts:
        home = next(
            (n for n, text in enumerate(cited) if breach(part, text, whole=True) is None), None
        )
        if home is None or (leans(part) and (not found or found[-1][1] != home)):
            return None
        found.append((part, home))
    return found


def leans(text: str) -> bool:
    """Whether a sentence begins with a pronoun, so that what it says hangs on what precedes it."""
    first = words(text)[:1]
    return bool(first) and first[0].lower.split("'")[0] in language_of(text).modality.pronouns


def _is_quoted(quote: str, cited: str) -> bool:
    """Whether the cited sentence has a quotation within its own quotation marks."""
    return any(_flat(quote) in _flat(other) for other in _QUOTED.findall(cited))


def _signs(text: str) -> set[str]:
    return {mark for mark in text if not mark.isalnum() and not mark.isspace()} - _PLAIN


def _flat(text: str) -> str:
    text = text.replace("’", "'").replace("‘", "'").lower()
    return " ".join(re.sub(r"[^\w\s']", " ", text).split())
