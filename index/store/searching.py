"""What is searched of an archive by its articles' words, whatever holds it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

from index.filters import Filters

if TYPE_CHECKING:
    from index.find.match import Found
    from index.names.article import Name
    from index.names.roll import NameCount
    from index.store.selection import DayCount, Order

NO_FILTERS = Filters()


class Searches(Protocol):
    """The searches of one generation."""

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

    def ids(self, query: str, filters: Filters) -> list[str]:
        """Return the ids of the articles that fit, newest first."""

    def days(self, query: str, filters: Filters) -> list[DayCount]:
        """Return how many of the articles that fit each outlet has on each day."""

    def shares(self, query: str, filters: Filters) -> dict[str, list[tuple[str, int]]]:
        """Return how many of the articles that fit each outlet, author and language has."""

    def names(self, query: str, filters: Filters, kind: str | None, limit: int) -> list[NameCount]:
        """Return the names in the most of the articles that fit."""


class Searching(ABC):
    """An archive whose articles are searched."""

    @property
    @abstractmethod
    def finder(self) -> Searches:
        """The searches of the generation that is read."""

    @abstractmethod
    def article_names(self, article_id: str) -> list[Name]:
        """Return the names in an article with all their places, in the order of the first."""

    def find(
        self,
        query: str = "",
        filters: Filters = NO_FILTERS,
        *,
        order: Order = "best",
        descending: bool = True,
        offset: int = 0,
        limit: int = 20,
    ) -> Found:
        """Return the articles whose words fit a query, with the places where they do.

        Args:
            query: words, "phrases", beginnings*, AND, OR, NOT, brackets, and fields as outlet:bbc;
                every article fits an empty one.
            filters: what may be found.
            order: "best" (of the words searched for), "date", "title", "source" or "characters".
            descending: the largest first; "best" is always the best first.
            offset: how many articles to pass over.
            limit: how many at most.

        Raises:
            SearchQueryError: the query cannot be read; the message says where.
            IndexFormatError: the archive is older than this search; the message says what to do.
        """
        return self.finder.find(
            query, filters, order, descending=descending, offset=offset, limit=limit
        )

    def find_ids(self, query: str = "", filters: Filters = NO_FILTERS) -> list[str]:
        """Return the ids of all articles whose words fit a query, newest first."""
        return self.finder.ids(query, filters)

    def find_days(self, query: str = "", filters: Filters = NO_FILTERS) -> list[DayCount]:
        """Return how many of the articles that fit a query each outlet has on each day."""
        return self.finder.days(query, filters)

    def find_shares(
        self, query: str = "", filters: Filters = NO_FILTERS
    ) -> dict[str, list[tuple[str, int]]]:
        """Return how many of the articles that fit each outlet, author and language has."""
        return self.finder.shares(query, filters)

    def names(
        self,
        query: str = "",
        filters: Filters = NO_FILTERS,
        *,
        kind: str | None = None,
        limit: int = 20,
    ) -> list[NameCount]:
        """Return the names in the most of the articles that fit a query, variants united.

        Names are found by rules of English while an article is indexed; see
        `IndexSettings.names`.

        Args:
            query: as for `find`; every article fits an empty one.
            filters: what may be found.
            kind: "person", "place", "organisation" or "other"; None for the first three.
            limit: how many at most.

        Raises:
            SearchQueryError: the query cannot be read.
        """
        return self.finder.names(query, filters, kind, limit)
