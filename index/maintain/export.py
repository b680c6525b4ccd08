"""Moving an archive: articles with all their metadata as JSON Lines, one a line."""

from __future__ import annotations

import errno
import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from index.article import Article
from index.errors import DatelineError, RefusedError
from index.text.validate import problem

if TYPE_CHECKING:
    from index.load.base import Refusal

_FIELDS = ("title", "source", "url", "author", "language")


def dump(articles: Iterable[Article], file: IO[str]) -> int:
    """Write articles to an open text file; return how many."""
    count = 0
    for article in articles:
        record = {name: value for name, value in asdict(article).items() if value not in (None, "")}
        file.write(json.dumps(record, ensure_ascii=False, default=_iso) + "\n")
        count += 1
    return count


def save(articles: Iterable[Article], path: Path) -> int:
    """Write articles to a file that appears whole or not at all; return how many.

    Args:
        articles: what to write.
        path: where; gzip-compressed when its name ends in `.gz`.

    Raises:
        DatelineError: the file cannot be written.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        try:
            with _create(aside) as file:
                count = dump(articles, file)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise DatelineError(
            f"{path} cannot be written ({error.strerror or error}); name another file"
        ) from error
    return count


def _create(path: Path) -> IO[str]:
    if path.name.removesuffix(".new").endswith(".gz"):
        return gzip.open(path, "wt", encoding="utf-8")
    return path.open("w", encoding="utf-8")


def parse(path: Path) -> Iterator[Article | Refusal]:
    """Yield the articles of an exported file, or what is wrong with a line.

    Args:
        path: JSON Lines, gzip-compressed when its name ends in `.gz`; "-" for standard input.

    Raises:
        RefusedError: the file cannot be read.
    """
    from index.load.base import Refusal

    try:
        with _open(path) as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                try:
                    yield _article(json.loads(line))
                except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                    reason = f"it has no {error}" if isinstance(error, KeyError) else error
                    yield Refusal(f"{path} line {number}", f"is not an exported article: {reason}")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise RefusedError(
            f"{path} cannot be read ({error}); give a file of `dateline export`"
        ) from error


def _open(path: Path) -> IO[str]:
    if str(path) == "-":
        return open(sys.stdin.fileno(), encoding="utf-8", closefd=False)
    if path.name.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _article(record: dict[str, Any]) -> Article:
    if not isinstance(record, dict):
        raise TypeError("it is not an object")
    article = Article(
        id=record["id"],
        text=record["text"],
        date=date.fromisoformat(record["date"]) if record.get("date") else None,
        published=datetime.fromisoformat(record["published"]) if record.get("published") else None,
        **{name: record[name] for name in _FIELDS if record.get(name)},
    )
    reason = problem(article)
    if reason:
        raise ValueError(reason)
    stated = record.get("sha256")
    if stated and stated != article.sha256:
        raise ValueError(f"its text does not have the stated sha256 {stated[:12]}…")
    return article


def _iso(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an export")
