"""The names of one article, each with its kind and all its places; variants are one name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.names.places import known
from index.names.spot import Spot, spots
from index.names.words import (
    HEADS,
    ORGANISATION,
    ORGANISATIONS,
    OTHER,
    PERSON,
    PLACE,
    PLACES,
    SAME,
    THINGS,
)

_SMALL = frozenset("of for and & the de la".split())
_BODIES = ORGANISATIONS | PLACES | THINGS | _SMALL
_SUFFIX = frozenset("jr sr ii iii".split())
_ENGLISH = frozenset(("en", None, ""))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in an article.

    Attributes:
        name: as it stands there in its fullest form.
        kind: person, place, organisation or other.
        spots: (start, end) of each of its places, variants among them, offsets into the text.
    """

    name: str
    kind: str
    spots: tuple[tuple[int, int], ...]

    @property
    def key(self) -> str:
        """What two articles' names are compared by."""
        return name_key(self.name)


def name_key(name: str) -> str:
    """Return a name as it is compared: in small letters, without points, initials and "Jr."."""
    words = [word.strip(".").casefold() for word in name.split()]
    whole = [word for word in words if len(word) > 1 and word not in _SUFFIX]
    return " ".join(whole or words)


def names(text: str, language: str | None = None) -> list[Name]:
    """Return the names of an article's text, in the order of their first places.

    Args:
        text: the article's text.
        language: ISO 639-1 code; only English tells names by capitals in the way that is read
            here, so that another language has none.
    """
    if (language or "") not in _ENGLISH:
        return []
    found = spots(text)
    kept = _telling(found)
    full = _fullest(text, kept)
    groups: dict[str, list[Spot]] = defaultdict(list)
    for spot in kept:
        groups[full.get(spot.name, spot.name)].append(spot)
    return [
        Name(name, kind_of(name, group), tuple((each.start, each.end) for each in group))
        for name, group in groups.items()
    ]


def _telling(found: Sequence[Spot]) -> list[Spot]:
    """Leave out single words that have their capital only from beginning a sentence."""
    sure = {word for spot in found if spot.surely for word in spot.name.split()}
    return [spot for spot in found if spot.surely or spot.name in sure]


def _fullest(text: str, found: Sequence[Spot]) -> dict[str, str]:
    """Return for each name the one that it stands for in this text."""
    counts = Counter(spot.name for spot in found)
    bearers = _bearers(counts)
    full: dict[str, str] = {}
    for name in counts:
        same = SAME.get(name.rstrip(".").casefold())
        if same:
            full[name] = same
        elif not _is_place(name):
            longer = [other for other in bearers.get(_short(name), ()) if other != name]
            if longer:
                full[name] = max(longer, key=lambda other: (counts[other], len(other)))
    for spot in found:
        name = spot.name
        after = re.match(r"\s*\(([A-Z][A-Z.&]{1,7})\)", text[spot.end : spot.end + 14])
        if after and initials(name) == after[1].replace(".", "").casefold():
            full[after[1]] = full.get(name, name)
    return {name: full.get(meant, meant) for name, meant in full.items()}


def _bearers(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names by what may stand for them: the last words of a person's, initials of others."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if " " not in name:
            continue
        found[f"({initials(name)})"].append(name)
        words = name_key(name).split()
        if not _BODIES.isdisjoint(words):
            continue
        for place in range(1, len(words)):
            found[" ".join(words[place:])].append(name)
    return found


def _short(name: str) -> str:
    """Return a name as `_bearers` has what stands for longer ones."""
    letters = name.replace(".", "")
    if letters.isupper() and len(letters) > 1 and " " not in name:
        return f"({letters.casefold()})"
    return name_key(name)


def initials(name: str) -> str:
    """Return the first letters of a name's words, small words left out, in small letters."""
    words = [word for word in re.split(r"[\s-]+", name) if word and word.casefold() not in _SMALL]
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""


def _is_place(name: str) -> bool:
    return name.rstrip(".").casefold() in known()


def kind_of(name: str, found: Iterable[Spot]) -> str:
    """Return what a name is of, by its own words and by those around it."""
    words = [word.strip(".").casefold() for word in name.split()]
    group = list(found)
    title = sum(spot.title for spot in group)
    says = sum(spot.says for spot in group)
    placed = sum(spot.placed for spot in group)
    if _is_place(name) and title < len(group) / 2:
        return PLACE
    if words[-1] in THINGS or words[0] in THINGS:
        return OTHER
    if set(words) & ORGANISATIONS and not (title and len(words) == 1):
        return ORGANISATION if words[-1] not in PLACES else PLACE
    if set(words) & HEADS & ORGANISATIONS:
        return ORGANISATION
    if words[-1] in PLACES:
        return PLACE
    if " " in name and name.isupper():  # as the papers write their own names
        return ORGANISATION
    if title or (says and len(words) > 1):
        return PERSON
    if name.replace(".", "").isupper() and 2 <= len(name.replace(".", "")) <= 6:
        return ORGANISATION
    if placed and placed >= says:
        return PLACE
    return PERSON if says and not placed else OTHER
