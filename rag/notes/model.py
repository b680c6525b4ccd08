"""What a reader keeps of an archive."""

from __future__ import annotations

import datetime as calendar

from pydantic import BaseModel, ConfigDict, Field


class Collection(BaseModel):
    """Articles under a name.

    Attributes:
        name: by which it is spoken of.
        articles: their ids, in the order in which they were added.
    """

    model_config = ConfigDict(extra="ignore")
    name: str
    articles: list[str] = Field(default_factory=list)


class Note(BaseModel):
    """A star or a remark on a passage of an article.

    Attributes:
        number: by which it is spoken of.
        article_id: the article.
        start: first character of the passage, an offset into the article's text.
        end: one past the last character.
        quote: the words there when it was made.
        before: what stood before them, to know the place again.
        after: what stood after them.
        sha256: of the text that the offsets point into.
        text: the remark; "" for a star alone.
        star: whether it is starred.
        collection: the collection that it belongs to; "" for none.
        at: when it was made, UTC.
    """

    model_config = ConfigDict(extra="ignore")
    number: int
    article_id: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""
    sha256: str
    text: str = ""
    star: bool = False
    collection: str = ""
    at: calendar.datetime
