"""The archive's articles as a reader looks through them: found, sorted, paged, counted by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ui.thread import Asked

if TYPE_CHECKING:
    from index.store.records import ArticleInfo

PAGE = 50
_ORDERS: dict[str, Callable[[ArticleInfo], tuple[Any, ...]]] = {
    "date": lambda each: (each.date or date.min, each.id),
    "title": lambda each: (each.title.casefold(), each.id),
    "source": lambda each: ((each.source or "").casefold(), each.date or date.min, each.id),
    "characters": lambda each: (each.characters, each.id),
}


@dataclass(frozen=True, slots=True)
class View:
    """How the articles are looked at.

    Attributes:
        term: words that title, outlet or author must hold, each of them.
        limits: dates and outlets.
        order: column that they are sorted by.
        descending: the largest first.
        page: from 0.
    """

    term: str = ""
    limits: Asked = field(default_factory=Asked)
    order: str = "date"
    descending: bool = True
    page: int = 0

    @classmethod
    def read(cls, fields: Any) -> View:
        """Return the view that the form of the page says."""
        given = fields if isinstance(fields, dict) else {}
        order = str(given.get("order") or "date")
        page = str(given.get("page") or "0")
        return cls(
            term=str(given.get("term") or ""),
            limits=Asked.read({**given, "source": [s for s in given.get("source") or [] if s]}),
            order=order if order in _ORDERS else "date",
            descending=given.get("descending", "1") != "",
            page=int(page) if page.isdecimal() else 0,
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the articles found, and how many there are in all."""

    rows: list[ArticleInfo]
    found: int
    page: int
    pages: int


def look(articles: Sequence[ArticleInfo], view: View) -> Shelf:
    """Return the page of articles that a view asks for; a page beyond the last is the last."""
    words = view.term.casefold().split()
    found = [each for each in articles if all(word in _words(each) for word in words)]
    found.sort(key=_ORDERS[view.order], reverse=view.descending)
    pages = max(1, -(-len(found) // PAGE))
    page = min(view.page, pages - 1)
    return Shelf(found[page * PAGE : (page + 1) * PAGE], len(found), page, pages)


def days(articles: Sequence[ArticleInfo], rows: int = 12) -> dict[str, Counter[date]]:
    """Return how many articles each outlet has on each day.

    Args:
        articles: those of unknown date are left out.
        rows: the most outlets; the smaller ones are counted together under "".

    Returns:
        The outlets with the most articles first, "" last.
    """
    dated = [each for each in articles if each.date]
    sizes = Counter(each.source or "" for each in dated)
    own = [name for name, _ in sizes.most_common() if name]
    kept = own if len(own) <= rows else own[: rows - 1]
    counts: dict[str, Counter[date]] = {name: Counter() for name in kept}
    rest: Counter[date] = Counter()
    for each in dated:
        if each.date:
            counts.get(each.source or "", rest)[each.date] += 1
    return {**counts, "": rest} if rest else counts


def _words(each: ArticleInfo) -> str:
    return f"{each.title} {each.source or ''} {each.author or ''} {each.id}".casefold()
