"""The names of a whole archive: the forms that mean one, and how often each comes up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.names.article import initials, name_key
from index.names.words import GENERIC, ORGANISATION, ORGANISATIONS, OTHER, PERSON, PLACE

if TYPE_CHECKING:
    from index.store.names import Named

KINDS = (PERSON, PLACE, ORGANISATION, OTHER)
_DOMINANT = 0.6
"""Share of the articles that one bearer of a last name must have for the last name to mean it."""


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name and the number of articles that it stands in, in any of its forms."""

    name: str
    kind: str
    articles: int


class Roll:
    """The names of a generation."""

    def __init__(self, rows: Iterable[Named]) -> None:
        """Read the names.

        Args:
            rows: every form of every name with the number of its articles.
        """
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()
        for row in rows:
            self._forms[row.key][row.name] += row.articles
            self._kinds[row.key][row.kind] += row.articles
            self._articles[row.key] += row.articles
        self._meant = self._united()
        self._members: dict[str, list[str]] = defaultdict(list)
        for key in self._forms:
            self._members[self._meant.get(key, key)].append(key)

    def _united(self) -> dict[str, str]:
        """Return for last names and initials the name that they mean in most articles."""
        bearers: dict[str, Counter[str]] = defaultdict(Counter)
        for key, articles in self._articles.items():
            words = key.split()
            if len(words) < 2:
                continue
            if self.kind(key) == PERSON:
                bearers[words[-1]][key] += articles
            elif not ORGANISATIONS.isdisjoint(words):
                bearers[f"({initials(key)})"][key] += articles
        meant: dict[str, str] = {}
        for key in self._articles:
            if " " in key or self.kind(key) == PLACE:
                continue
            short = f"({key})" if self._shown(key).isupper() else key
            known = bearers.get(short)
            if known:
                best, articles = known.most_common(1)[0]
                if articles >= _DOMINANT * known.total():
                    meant[key] = best
        return meant

    def _shown(self, key: str) -> str:
        return self._forms[key].most_common(1)[0][0]

    def kind(self, key: str) -> str:
        """Return what a name is of, by most of its articles that tell."""
        kinds = self._kinds[key]
        told = [(count, kind) for kind, count in kinds.items() if kind != OTHER]
        return max(told)[1] if told else OTHER

    def keys(self, words: str) -> list[str]:
        """Return the keys of all names that hold some words, and of what means them.

        Args:
            words: a name or a part of one; "Biden" is in "Joe Biden".
        """
        wanted = set(name_key(words).split())
        found: set[str] = set()
        for meant, members in self._members.items():
            if any(wanted <= set(key.split()) for key in members):
                found.update(members, [meant])
        return sorted(found)

    def most(self, kind: str | None, limit: int) -> list[NameCount]:
        """Return the names in the most articles, of one kind or of the three that tell."""
        return self._most(self._articles, kind, limit)

    def among(self, rows: Iterable[Named], kind: str | None, limit: int) -> list[NameCount]:
        """Return the names in the most of some articles.

        Args:
            rows: every form of every name with the number of those articles.
            kind: person, place, organisation or other; None for the first three.
            limit: how many at most.
        """
        articles = Counter[str]()
        for row in rows:
            articles[row.key] += row.articles
        return self._most(articles, kind, limit)

    def _most(self, articles: Counter[str], kind: str | None, limit: int) -> list[NameCount]:
        totals = Counter[str]()
        for key, count in articles.items():
            totals[self._meant.get(key, key)] += count
        found: list[NameCount] = []
        for key, count in totals.most_common():
            if len(found) >= limit:
                break
            known = self.kind(key) if key in self._kinds else OTHER
            if key in GENERIC or (known == OTHER if kind is None else known != kind):
                continue
            found.append(NameCount(self._shown(key), known, count))
        return found
