"""Searching one generation: which articles fit, in which order, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import IndexFormatError
from index.filters import Filters
from index.find.cache import Cache
from index.find.clauses import clause
from index.find.match import Found, match
from index.find.query import parse, said
from index.names.roll import NameCount, Roll
from index.store.names import count, count_among
from index.store.selection import DayCount, Keys, Order, days, page, shares, texts

if TYPE_CHECKING:
    from index.commit.snapshot import Snapshot

_KEPT = 16


@dataclass(slots=True)
class Finder:
    """The searches of one generation; the last few are remembered.

    Attributes:
        snapshot: the generation.
    """

    snapshot: Snapshot
    _known: Cache[Keys] = field(default_factory=lambda: Cache(_KEPT))

    def keys(self, query: str, filters: Filters) -> Keys:
        """Return the rows of the articles that fit, best first.

        Raises:
            SearchQueryError: the query cannot be read.
            IndexFormatError: the archive has no searchable texts yet.
        """
        asked = (query, filters)
        found = self._known.get(asked)
        if found is None:
            found = self._look(query, filters)
            self._known.put(asked, found)
        return found

    def _look(self, query: str, filters: Filters) -> Keys:
        wanted = parse(query)
        snapshot = self.snapshot
        if wanted is None or not snapshot.manifest.generation:
            return snapshot.store.keys(filters)
        if snapshot.texts is None:
            raise IndexFormatError(
                "this archive is from before its articles' words could be searched; run "
                "`dateline compact` once, or add an article"
            )
        snapshot.check()
        return snapshot.texts.search(
            clause(wanted, filters, lambda words: self.roll.keys(words), snapshot.rows(filters))
        )

    def find(
        self,
        query: str,
        filters: Filters,
        order: Order,
        *,
        descending: bool,
        offset: int,
        limit: int,
    ) -> Found:
        """Return one page of the articles that fit, with what was found in them."""
        keys = self.keys(query, filters)
        leaves = said(parse(query))
        store = self.snapshot.store
        rows = page(store, keys, order, descending=descending, offset=offset, limit=limit)
        words = texts(store, [key for key, _ in rows])
        matches = [match(article, words.get(key, ""), leaves) for key, article in rows]
        return Found(query, offset, len(keys), matches)

    def ids(self, query: str, filters: Filters) -> list[str]:
        """Return the ids of the articles that fit, newest first."""
        keys = self.keys(query, filters)
        store = self.snapshot.store
        rows = page(store, keys, "date", descending=True, offset=0, limit=len(keys))
        return [article.id for _, article in rows]

    def days(self, query: str, filters: Filters) -> list[DayCount]:
        """Return how many of the articles that fit each outlet has on each day."""
        return days(self.snapshot.store, self.keys(query, filters))

    @property
    def roll(self) -> Roll:
        """The names of the generation; none in an archive of the first format."""
        snapshot = self.snapshot
        if snapshot.texts is None:
            return snapshot.cached(Roll, lambda: Roll([]))
        return snapshot.cached(Roll, lambda: Roll(count(snapshot.store)))

    def names(self, query: str, filters: Filters, kind: str | None, limit: int) -> list[NameCount]:
        """Return the names in the most of the articles that fit."""
        if self.snapshot.texts is None:
            return []
        if not query and not filters:
            return self.roll.most(kind, limit)
        keys = self.keys(query, filters).tolist()
        return self.roll.among(count_among(self.snapshot.store, keys), kind, limit)

    def shares(self, query: str, filters: Filters) -> dict[str, list[tuple[str, int]]]:
        """Return how many of the articles that fit each outlet, author and language has."""
        keys = self.keys(query, filters)
        store = self.snapshot.store
        return {
            "sources": shares(store, keys, "source"),
            "authors": shares(store, keys, "author"),
            "languages": shares(store, keys, "language"),
        }
