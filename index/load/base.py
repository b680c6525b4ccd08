"""What passes through the loader: raw bytes, drafts of articles, found articles, refusals."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from index.article import Article
from index.errors import RefusedError

if TYPE_CHECKING:
    from index.load.settings import LoadSettings


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of a page's width and height."""


@dataclass(frozen=True, slots=True)
class Region:
    """A line that was recognised on a page.

    Attributes:
        text: its words.
        page: number of the page, from 1.
        box: where it stands.
        score: how sure the recogniser is, 0..1.
        flat: where it would stand on a page that lay straight.
    """

    text: str
    page: int
    box: Box
    score: float
    flat: Box


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of an article's text stands on the scan that it was recognised in.

    Attributes:
        start: first character, an offset into the text.
        end: one past the last character.
        page: number of the page, from 1.
        box: where it stands there.
    """

    start: int
    end: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Found(Article):
    """An article with the place it was read from.

    Attributes:
        location: absolute path of the file, or the URL; several articles may share one.
        notices: what the loader did not believe, one line each ("date 2999-01-01 lies …").
        partial: whether the text is a feed's teaser, for the page could not be had this time.
        local: whether the id is a record's number, which another file may give to another story.
        places: where the lines of a text that was recognised stand; empty for any other.
    """

    location: str = ""
    notices: tuple[str, ...] = ()
    partial: bool = False
    local: bool = False
    places: tuple[Place, ...] = ()

    @property
    def article(self) -> Article:
        """The article alone."""
        return Article(**{each.name: getattr(self, each.name) for each in fields(Article)})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken in.

    Attributes:
        name: the file, URL or record ("news.jsonl line 7") as the user knows it.
        reason: why, and what to do where something can be done; one line.
    """

    name: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", one_line(self.name))
        object.__setattr__(self, "reason", one_line(self.reason))

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


Loaded: TypeAlias = Found | Refusal


def place_of(path: str | Path) -> str:
    """Return the one spelling of a path that a file is remembered by: absolute, without dots."""
    return os.path.abspath(path)


@dataclass(slots=True)
class Budget:
    """What the files inside one file may still take, at any depth.

    Attributes:
        files: how many.
        size: bytes in all.
    """

    files: int
    size: int

    def charge(self, size: int) -> None:
        """Take one more file into account.

        Raises:
            RefusedError: there is no room for it.
        """
        self.files -= 1
        self.size -= size
        if self.files < 0:
            raise RefusedError(
                "is one file too many inside another; raise DATELINE_LOAD_MAX_INSIDE_FILES"
            )
        if self.size < 0:
            raise RefusedError(
                "is too much for what one file may hold; raise DATELINE_LOAD_MAX_INSIDE_BYTES"
            )


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one file or page, before anything is known of them.

    Attributes:
        name: how the user knows it.
        data: the bytes.
        path: the file, when it is one.
        url: the address it was fetched from, after redirects.
        media: media type without parameters ("text/html"), "" when unknown.
        charset: encoding that the server named.
        filename: name whose suffix tells the format ("news.txt" for news.txt.gz).
        depth: how many files it lies inside; 0 for one of a folder.
        budget: what the files inside the outermost one may still take; None outside of any.
    """

    name: str
    data: bytes
    path: Path | None = None
    url: str | None = None
    media: str = ""
    charset: str | None = None
    filename: str = ""
    depth: int = 0
    budget: Budget | None = None

    @property
    def location(self) -> str:
        """Absolute path or URL."""
        return self.url or (place_of(self.path) if self.path else self.name)


@dataclass(slots=True)
class Draft:
    """What a format gives of one article; cleaned and completed by `index.load.finish`.

    Attributes:
        dates: candidates for the day of publication, the most trusted first, as they were found.
        declared: language that the source declares, believed only when none can be detected.
        part: which part of the file it is ("line 7"), "" when it is the whole.
        headline: whether the first line of the text may be taken for the title.
        teaser: whether the page at `url` may hold more of it, as with the entries of a feed.
        partial: whether that page was asked for and could not be had.
        local: whether the id is known to be unique in its file only.
        notices: what the reader did not believe or could not get, one line each.
        regions: the lines of a scan in reading order; empty for what was not recognised.
    """

    text: str
    title: str = ""
    id: str = ""
    dates: list[Any] = field(default_factory=list)
    source: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    declared: str | None = None
    part: str = ""
    headline: bool = False
    teaser: bool = False
    partial: bool = False
    local: bool = False
    notices: list[str] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


Reader: TypeAlias = Callable[["Raw", "LoadSettings"], Iterator["Draft | Refusal"]]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Tells whether a file has changed.

    Attributes:
        size: bytes.
        mtime_ns: time of the last change, nanoseconds.
        sha256: hex digest of the bytes.
    """

    size: int
    mtime_ns: int
    sha256: str


def file_fingerprint(path: Path) -> Fingerprint:
    """Return size, time of change and SHA-256 of a file, without parsing it.

    Args:
        path: a regular file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        status = path.stat()
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Fingerprint(status.st_size, status.st_mtime_ns, digest)


def one_line(text: str) -> str:
    """Return a text as one printable line: control characters and lone surrogates escaped."""
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    safe = re.sub(r"\s+", " ", safe).strip()
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in safe)
