"""Whether a claim and a text say the opposite of one another: one negates what the other says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.sentences import split
from index.text.terms import terms as analysed
from rag.language import Language, language_of

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*")
# A sentence speaks of a claim's matter when it has this share of its content words …
_SHARE = 0.8
_FEWEST = 2
# … near each other: in at most this many times the claim's words, and a few more.
_ROOM = 1.5
_SPARE = 3


def opposed(claim: str, cited: str) -> str | None:
    """Return the negating word by which a claim and a text oppose each other; None for none.

    Only the stretch of a sentence that holds the claim's content words counts, so that a negation
    elsewhere in a long sentence means nothing. Where one sentence opposes the claim and another
    says the same, the text does not oppose it.

    Args:
        claim: one sentence.
        cited: the text it cites.
    """
    own = [word.lower() for word in _TOKEN.findall(claim)]
    language = language_of(cited)
    denied = _negator(own, language)
    if denied is None and _negator(_TOKEN.findall(cited), language) is None:
        return None
    negates = language.negation.negates
    wanted = {term for word in own if not negates(word) for term in _content(word, language)}
    if len(wanted) < _FEWEST:
        return None
    against: str | None = None
    for start, end in split(cited):
        words = [word.lower() for word in _TOKEN.findall(cited[start:end])]
        stretch = _stretch(words, wanted, len(own), language)
        if stretch is None:
            continue
        other = _negator(stretch, language)
        if (denied is None) == (other is None):
            return None
        if _of_one_matter(stretch, wanted, language):
            against = against or denied or other
    return against


def _negator(words: Sequence[str], language: Language) -> str | None:
    return next((word.lower() for word in words if language.negation.negates(word)), None)


def _of_one_matter(stretch: Sequence[str], wanted: set[str], language: Language) -> bool:
    """Return whether nearly all that a stretch says is what a claim says."""
    negates = language.negation.negates
    said = {term for word in stretch if not negates(word) for term in _content(word, language)}
    return len(said & wanted) >= _SHARE * len(said)


def _content(word: str, language: Language) -> list[str]:
    return [] if word in language.words.function else analysed(word)


def _stretch(
    words: Sequence[str], wanted: set[str], length: int, language: Language
) -> Sequence[str] | None:
    """Return the shortest stretch with all of a claim's words that a sentence has, if they do.

    The word before it belongs to it ("no bridge").
    """
    marked = [frozenset(_content(word, language)) & wanted for word in words]
    there = frozenset().union(*marked)
    if len(there) < max(_FEWEST, _SHARE * len(wanted)):
        return None
    best: tuple[int, int] | None = None
    for first, found in enumerate(marked):
        if not found:
            continue
        missing = set(there)
        for last in range(first, len(words)):
            missing -= marked[last]
            if not missing:
                if best is None or last - first < best[1] - best[0]:
                    best = (first, last)
                break
    if best is None or best[1] - best[0] + 1 > _ROOM * length + _SPARE:
        return None
    return words[max(0, best[0] - 1) : best[1] + 1]
