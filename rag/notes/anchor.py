"""Where a passage stands in a newer version of its article."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.text.sentences import split

AROUND = 60
"""Characters kept on either side of a passage."""
_ALIKE = 0.8
"""Share of a passage that a sentence must still have to be taken for it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a passage in a text.

    Attributes:
        state: "same" words, "changed" where a sentence still is nearly the passage, "lost".
        start: first character; that of before where it is lost.
        end: one past the last character.
    """

    state: Literal["same", "changed", "lost"]
    start: int
    end: int


def anchored(text: str, quote: str, start: int, *, before: str = "", after: str = "") -> Anchor:
    """Return where a passage stands in a text.

    Args:
        text: of the article as it is now.
        quote: the passage's words.
        start: where they stood.
        before: what stood before them.
        after: what stood after them.
    """
    end = start + len(quote)
    if text[start:end] == quote:
        return Anchor("same", start, end)
    places = []
    at = text.find(quote)
    while at >= 0:
        around = text[max(0, at - AROUND) : at], text[at + len(quote) : at + len(quote) + AROUND]
        alike = _ratio(around[0], before) + _ratio(around[1], after)
        places.append((alike, -abs(at - start), at))
        at = text.find(quote, at + 1)
    if places:
        at = max(places)[2]
        return Anchor("same", at, at + len(quote))
    best, span = 0.0, (start, end)
    for sentence in split(text):
        score = _ratio(text[slice(*sentence)], quote)
        if score > best:
            best, span = score, sentence
    return Anchor("changed", *span) if best >= _ALIKE else Anchor("lost", start, end)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE / 2:
        return 0.0
    return matcher.ratio()
