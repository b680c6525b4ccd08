"""The archive's articles as a reader looks through them: searched, sorted, paged, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from index.filters import Filters
from ui.thread import Asked

if TYPE_CHECKING:
    from index import Index
    from index.find.match import Found
    from index.names.roll import NameCount
    from index.store.selection import DayCount, Order

PAGE = 25
ORDERS = ("best", "newest", "oldest", "title", "source", "characters")
_NAMES = 12
_MOST_COUNTED = 2_000
"""Articles in which names are counted anew for each search, which takes a tenth of a second."""
_MOST_NAMED = 5_000
"""Articles of an archive from which its names take seconds to be united, once a generation."""
_MOST_OUTLETS = 5
"""Outlets that have a colour of their own in the timeline; the others share one."""
_LONGEST = 500
"""Most characters of a search; it stands for some words, not for a text."""


@dataclass(frozen=True, slots=True)
class View:
    """How the articles are looked at.

    Attributes:
        query: what their words must fit, in the language of `Index.find`.
        limits: dates and outlets.
        author: byline, or empty.
        language: code, or empty.
        order: one of `ORDERS`; empty for the best first where there is a query, else the newest.
        page: from 0.
    """

    query: str = ""
    limits: Asked = field(default_factory=Asked)
    author: str = ""
    language: str = ""
    order: str = ""
    page: int = 0

    @classmethod
    def read(cls, fields: Any) -> View:
        """Return the view that the form of the page says."""
        given = fields if isinstance(fields, dict) else {}
        order = str(given.get("order") or "")
        page = str(given.get("page") or "0")[:9]
        sources = given.get("source")
        sources = sources if isinstance(sources, list) else []
        return cls(
            query=str(given.get("term") or "").strip()[:_LONGEST],
            limits=Asked.read({**given, "source": [each for each in sources if each]}),
            author=str(given.get("author") or "").strip()[:_LONGEST],
            language=str(given.get("language") or "").strip()[:_LONGEST],
            order=order if order in ORDERS else "",
            page=int(page) if page.isdecimal() else 0,
        )

    @property
    def filters(self) -> Filters:
        """What may be found beside the query."""
        limits = self.limits
        return Filters(
            limits.since,
            limits.until,
            tuple(limits.sources),
            (self.language,) if self.language else (),
            (self.author,) if self.author else (),
        )

    @property
    def sorted_by(self) -> tuple[Order, bool]:
        """The column that they are sorted by, and whether the largest comes first."""
        order = self.order or ("best" if self.query else "newest")
        if order == "best" and self.query:
            return "best", True
        if order == "title":
            return "title", False
        if order == "source":
            return "source", False
        if order == "characters":
            return "characters", True
        return "date", order != "oldest"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of what was found.

    Attributes:
        found: the articles of the page, and how many fit in all.
        pages: how many pages there are.
        page: this one, from 0.
        days: how many fit on each day, whatever days are asked for.
        names: who and what comes up in most of them.
    """

    found: Found
    pages: int
    page: int
    days: list[DayCount]
    names: list[NameCount]


def look(index: Index, view: View, size: int = 0) -> Shelf:
    """Return the page of articles that a view asks for; a page beyond the last is the last.

    Args:
        index: the archive.
        view: what is asked for.
        size: articles of a page; 0 for the usual number.

    Raises:
        SearchQueryError: the query cannot be read.
        IndexFormatError: the archive's words cannot be searched yet.
    """
    size = size or PAGE
    order, descending = view.sorted_by

    def shown(page: int) -> Found:
        return index.find(
            view.query,
            view.filters,
            order=order,
            descending=descending,
            offset=page * size,
            limit=size,
        )

    found = shown(view.page)
    pages = max(1, -(-found.total // size))
    page = min(view.page, pages - 1)
    if page != view.page:
        found = shown(page)
    anytime = replace(view.filters, since=None, until=None)
    few = found.total <= _MOST_COUNTED and len(index) <= _MOST_NAMED
    names = index.names(view.query, view.filters, limit=_NAMES) if few else []
    return Shelf(found, pages, page, index.find_days(view.query, anytime), names)


def leading(days: Sequence[DayCount]) -> list[str]:
    """Return the outlets with the most articles; "" for the others, where there are any."""
    sizes = Counter[str]()
    for day in days:
        sizes[day.source] += day.articles
    named = [name for name, _ in sizes.most_common() if name]
    most = named[:_MOST_OUTLETS]
    return most if len(named) == len(most) and "" not in sizes else [*most, ""]
