"""What an archive tells of its articles and of what was done to them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from index.article import Article, Passage

if TYPE_CHECKING:
    from index.load.base import Refusal

_log = logging.getLogger(__name__)


def digest_bytes(digits: str) -> bytes | str:
    """Return a SHA-256 as it is stored, given its hex digits; what is none stays as it is."""
    try:
        return bytes.fromhex(digits)
    except ValueError:
        _log.debug("no digest of a text: %.12s", digits)
        return digits


class State(NamedTuple):
    """What makes a stored article what it is, as its row has it; days and instants in ISO 8601."""

    title: str
    day: str | None
    published: str | None
    source: str | None
    url: str | None
    author: str | None
    language: str | None
    sha256: str

    @classmethod
    def of(cls, article: Article) -> State:
        """Return the state of an article."""
        return cls(
            article.title,
            article.date.isoformat() if article.date else None,
            article.published.isoformat() if article.published else None,
            article.source,
            article.url,
            article.author,
            article.language,
            article.sha256,
        )

    def stored(self) -> tuple[str | bytes | None, ...]:
        """Return the fields as a row holds them: the SHA-256 as bytes."""
        return (*self[:-1], digest_bytes(self.sha256))


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """An article without its text.

    Attributes:
        characters: length of its text.
        passages: how many passages it was cut into.
        origin: number shared by the articles that carry the same story nearly word for word.

    The other fields are those of `Article`.
    """

    id: str
    title: str
    date: date | None
    published: datetime | None
    source: str | None
    url: str | None
    author: str | None
    language: str | None
    sha256: str
    characters: int
    passages: int
    origin: int


@dataclass(frozen=True, slots=True)
class Version:
    """One state that an article was in.

    Attributes:
        number: 1 for the first.
        change: what led to it; a removal has the fields of the state it ended.
        generation: the commit that made it.
        recorded: when it was committed, UTC.
    """

    article_id: str
    number: int
    change: Literal["added", "updated", "removed"]
    generation: int
    recorded: datetime
    title: str
    date: date | None
    sha256: str
    characters: int


Outcome: TypeAlias = Literal["added", "updated", "unchanged", "duplicates"]


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of an article that was offered, and the id that it is stored under."""

    outcome: Outcome
    id: str


@dataclass(slots=True)
class Summary:
    """What became of articles that were offered.

    Attributes:
        duplicates: articles without id and address whose text was there already.
        removed: articles taken out because their file has gone or no longer holds them.
        refused: what was not taken in, and why.
        undated: articles taken in of which no date is known.
        notices: what of an article's own metadata was not believed, a line each.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    refused: list[Refusal] = field(default_factory=list)
    undated: int = 0
    notices: list[str] = field(default_factory=list)

    def count(self, what: Placed | Refusal) -> None:
        """Take in what became of one article."""
        if isinstance(what, Placed):
            setattr(self, what.outcome, getattr(self, what.outcome) + 1)
        else:
            self.refused.append(what)

    @property
    def changed(self) -> int:
        """How many articles of the archive are not as they were."""
        return self.added + self.updated + self.removed

    @property
    def taken(self) -> int:
        """How many of the articles offered are in the archive."""
        return self.added + self.updated + self.unchanged + self.duplicates


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage found by `Index.search`.

    Attributes:
        score: sum of the reciprocal ranks.
        text: the passage's words, sliced from its article.
    """

    passage: Passage
    article_id: str
    title: str
    score: float
    text: str
