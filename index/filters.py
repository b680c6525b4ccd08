"""What a search may be limited to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits that hold inside both retrievers, before top-k.

    Attributes:
        since: first day, inclusive; articles of unknown date are left out when set.
        until: last day, inclusive; likewise.
        sources: outlets, compared without regard to case; empty means every outlet.
        languages: ISO 639-1 codes; empty means every language.
        authors: bylines, compared without regard to case; empty means everyone.
        articles: ids of articles, such as a search found; empty means every article.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        days = self.since or self.until
        return bool(days or self.sources or self.languages or self.authors or self.articles)
