"""The people, organisations and places that an archive writes of most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.filters import Filters
from index.names.words import ORGANISATION, PERSON, PLACE

if TYPE_CHECKING:
    from index import Index
    from index.names.roll import NameCount

SHARES = ((PERSON, 7), (ORGANISATION, 5), (PLACE, 4))
"""How many of each kind are shown: countries come up most and say least of what the news is."""
_READ = 5
"""Names that are read for each that is shown, since some are left out."""
_DOMAIN = re.compile(r"\.(?:com|org|net|info|co\.[a-z]{2}|[a-z]{2})$")
_WORD = re.compile(r"\w+")


def subjects(index: Index) -> list[NameCount]:
    """Return who and what comes up in most articles, the most first.

    Left out are the archive's own outlets, a name that holds another one ("President-elect Ann
    Lee" beside "Ann Lee"), and a person or organisation of one word, which may be a word of
    another kind.

    Raises:
        IndexFormatError: an older archive, whose names are not known.
    """
    outlets = [_words(each) for each in index.sources()]
    shown: list[NameCount] = []
    for kind, most in SHARES:
        counted = index.names("", Filters(), kind=kind, limit=most * _READ)
        fit = [each for each in counted if kind == PLACE or " " in each.name]
        shown += list(_apart(fit, outlets, [_words(each.name) for each in shown]))[:most]
    return sorted(shown, key=lambda each: -each.articles)


def _apart(
    counted: Sequence[NameCount], outlets: Sequence[list[str]], known: list[list[str]]
) -> Iterator[NameCount]:
    """Yield the names that are no outlet's and hold none of those before them."""
    for each in counted:
        words = _words(each.name)
        if not any(_is_of(outlet, words) for outlet in outlets) and not any(
            _holds(words, other) for other in known
        ):
            known.append(words)
            yield each


def _words(name: str) -> list[str]:
    """Return a name's words as they are compared; "The Week" is "week", as "week.com" is."""
    words = _WORD.findall(_DOMAIN.sub("", name.casefold().removeprefix("www.")))
    return words[1:] if words[:1] == ["the"] and len(words) > 1 else words


def _is_of(outlet: list[str], words: list[str]) -> bool:
    """Return whether a name is an outlet's, or one of its departments' ("USA TODAY Network")."""
    same = "".join(words) == "".join(outlet).removeprefix("the")
    return same or (len(outlet) > 1 and words[: len(outlet)] == outlet)


def _holds(words: list[str], other: list[str]) -> bool:
    size = len(other)
    return any(words[at : at + size] == other for at in range(len(words) - size + 1))
