"""An article as it is stored, and a passage as an address into it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime


def text_sha256(text: str) -> str:
    """Return the hex SHA-256 of a text's UTF-8 bytes; torn characters count as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `text` is stored verbatim and is what every offset points into.

    Attributes:
        id: stable name; given by the source, else derived from `url`, else from the text.
        title: headline, or one made from the first sentence where the source has none.
        text: body as stored; never altered after it was stored.
        date: calendar day of publication as the outlet prints it; None when unknown.
        published: instant of publication with its time zone, where the source gives a time.
        source: outlet.
        url: canonical address of the original.
        author: byline.
        language: ISO 639-1 code; None when unknown.
        sha256: hex digest of `text`; filled in when left empty.
    """

    id: str
    text: str
    title: str = ""
    date: date | None = None
    published: datetime | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        """Fill in the digest; read days and instants given as ISO strings or as each other.

        Raises:
            ValueError: `date` or `published` is a string that is no ISO date.
        """
        if not self.sha256 and isinstance(self.text, str):
            object.__setattr__(self, "sha256", text_sha256(self.text))
        if isinstance(self.published, str):
            object.__setattr__(self, "published", datetime.fromisoformat(self.published))
        if isinstance(self.date, str):
            object.__setattr__(self, "date", datetime.fromisoformat(self.date))
        if isinstance(self.date, datetime):
            if self.published is None and self.date.tzinfo is not None:
                object.__setattr__(self, "published", self.date)
            object.__setattr__(self, "date", self.date.date())


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article.

    Attributes:
        id: number of the passage in its index; never used again for another passage.
        article_id: the article it belongs to.
        start: first character, an offset into `Article.text`.
        end: one past the last character.
        sentences: (start, end) of each of its sentences, offsets into `Article.text`.
    """

    id: int
    article_id: str
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...] = ()
