"""Looking through an archive whose articles' words are not indexed: its list, in every order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from index.errors import EngineError
from index.filters import Filters
from index.find.match import Found, match
from index.find.query import parse
from index.store.selection import DayCount, Order

if TYPE_CHECKING:
    from index.names.roll import NameCount
    from index.store.reading import Reading
    from index.store.records import ArticleInfo

_ORDERS: dict[str, Callable[[ArticleInfo], Any]] = {
    "date": lambda each: each.date.toordinal() if each.date else 0,
    "title": lambda each: each.title.casefold(),
    "source": lambda each: (each.source or "").casefold(),
    "characters": lambda each: each.characters,
}


class Listed:
    """The searches of an engine's generation: only an empty query, with filters, can be asked."""

    def __init__(self, archive: Reading) -> None:
        """Look through an archive."""
        self._archive = archive

    def _all(self, query: str, filters: Filters) -> list[ArticleInfo]:
        if parse(query) is not None:
            raise EngineError(
                f"the words of articles cannot be searched in an engine ({query!r}); leave the "
                "search empty, or keep the archive in an index folder"
            )
        return self._archive.articles(filters)

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
        """Return one page of the articles that filters let through.

        Raises:
            EngineError: there is a query.
        """
        articles = self._all(query, filters)
        if order != "best":
            articles.sort(key=_ORDERS[order], reverse=descending)
        shown = articles[offset : offset + limit]
        whole = self._archive.articles_of([each.id for each in shown])
        matches = [match(each, whole[each.id].text, []) for each in shown if each.id in whole]
        return Found(query, offset, len(articles), matches)

    def ids(self, query: str, filters: Filters) -> list[str]:
        """Return the ids of the articles that filters let through, newest first."""
        return [each.id for each in self._all(query, filters)]

    def days(self, query: str, filters: Filters) -> list[DayCount]:
        """Return how many articles each outlet has on each day."""
        counts = Counter(
            (each.date.isoformat(), each.source or "")
            for each in self._all(query, filters)
            if each.date
        )
        return [DayCount(day, source, count) for (day, source), count in sorted(counts.items())]

    def shares(self, query: str, filters: Filters) -> dict[str, list[tuple[str, int]]]:
        """Return how many articles each outlet, author and language has."""
        articles = self._all(query, filters)
        return {
            name: Counter(value for each in articles if (value := read(each))).most_common()
            for name, read in _SHARED.items()
        }

    def names(self, query: str, filters: Filters, kind: str | None, limit: int) -> list[NameCount]:
        """Return nothing: no names are kept in an engine."""
        return []


_SHARED: dict[str, Callable[[ArticleInfo], str | None]] = {
    "sources": lambda each: each.source,
    "authors": lambda each: each.author,
    "languages": lambda each: each.language,
}
