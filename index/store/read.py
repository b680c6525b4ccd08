"""Articles and passages of one generation, read from SQLite."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Passage
from index.errors import ArticleNotFoundError, IndexCorruptError
from index.filters import Filters
from index.store.offsets import unpack
from index.store.packed import unpacked
from index.store.records import ArticleInfo, Version
from index.store.schema import digest, instant
from index.text.terms import key as folded
from index.text.validate import whole


class _Row(NamedTuple):
    """An article as its row has it; with its text where that was asked for."""

    id: str
    title: str
    day: str | None
    published: str | None
    source: str | None
    url: str | None
    author: str | None
    language: str | None
    sha256: str
    characters: int
    passages: int
    origin: int
    text: str | bytes = ""


INFO = ", ".join(_Row._fields[:-1]).replace("sha256", digest("sha256"))
"""Columns of `articles` that `info` reads."""
_WHOLE = f"SELECT {INFO}, text FROM articles JOIN texts USING (key) WHERE"
_SEEN = "added <= :generation AND removed > :generation"


class Store:
    """The rows that one generation sees; later commits do not change what it returns."""

    def __init__(self, connection: sqlite3.Connection, generation: int) -> None:
        """Read through a connection as of a generation."""
        self._connection = connection
        self.generation = generation

    def rows(self, query: str, **values: str | int) -> list[tuple[Any, ...]]:
        """Return what a query finds; it may name the `:generation` that is read.

        Raises:
            IndexCorruptError: the database cannot be read.
        """
        known = {
            name: whole(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        try:
            return self._connection.execute(
                query, {**known, "generation": self.generation}
            ).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexCorruptError(
                f"the database cannot be read ({error}); run `dateline doctor --repair`"
            ) from error

    def count(self) -> int:
        """Return the number of articles."""
        return int(self.rows(f"SELECT count(*) FROM articles WHERE {_SEEN}")[0][0])

    def passage_count(self) -> int:
        """Return the number of passages."""
        return int(self.rows(f"SELECT sum(passages) FROM articles WHERE {_SEEN}")[0][0] or 0)

    def article(self, article_id: str) -> Article:
        """Return a whole article.

        Raises:
            ArticleNotFoundError: there is none with this id.
        """
        rows = self.rows(f"{_WHOLE} id = :id AND {_SEEN}", id=article_id)
        if not rows:
            raise ArticleNotFoundError(
                f"no article has the id {article_id!r}; `dateline list` shows those there are"
            )
        return _article(_Row(*rows[0]))

    def articles_of(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return whole articles by id; one that is not of this generation is left out."""
        rows = self.rows(
            f"{_WHOLE} id IN (SELECT value FROM json_each(:ids)) AND {_SEEN}",
            ids=json.dumps([whole(each) for each in ids]),
        )
        return {article.id: article for article in (_article(_Row(*row)) for row in rows)}

    def key(self, article_id: str) -> int:
        """Return the row key of an article, 0 when there is none with this id."""
        rows = self.rows(f"SELECT key FROM articles WHERE id = :id AND {_SEEN}", id=article_id)
        return int(rows[0][0]) if rows else 0

    def ids(self, beginning: str) -> list[str]:
        """Return the ids that begin so, sorted."""
        rows = self.rows(
            f"SELECT id FROM articles WHERE id >= :first AND id <= :last AND {_SEEN} ORDER BY id",
            first=beginning,
            last=beginning + chr(sys.maxunicode),
        )
        return [row[0] for row in rows]

    def whole(self) -> Iterator[Article]:
        """Yield every article with its text, in the order in which they came."""
        for _, article in self.keyed():
            yield article

    def keyed(self) -> Iterator[tuple[int, Article]]:
        """Yield the row key of every article and the article, in the order of the keys."""
        for key in self.keys(Filters()).tolist():
            rows = self.rows(f"{_WHOLE} key = :key", key=key)
            if rows:
                yield key, _article(_Row(*rows[0]))

    def articles(self, filters: Filters) -> list[ArticleInfo]:
        """Return the articles that filters let through, newest day first, then by id."""
        clause, values = _where(filters)
        return [
            info(row)
            for row in self.rows(
                f"SELECT {INFO} FROM articles WHERE {_SEEN}{clause} ORDER BY day DESC, id",
                **values,
            )
        ]

    def keys(self, filters: Filters) -> NDArray[np.int64]:
        """Return the row keys of the articles that filters let through, ascending."""
        clause, values = _where(filters)
        rows = self.rows(f"SELECT key FROM articles WHERE {_SEEN}{clause} ORDER BY key", **values)
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def sources(self) -> list[str]:
        """Return the outlets, sorted, each in the spelling that is seen most."""
        rows = self.rows(
            f"SELECT source, count(*) AS n FROM articles WHERE {_SEEN} AND source_key != '' "
            "GROUP BY source ORDER BY n DESC, source"
        )
        chosen = {folded(source): source for source, _ in reversed(rows)}
        return sorted(chosen.values(), key=str.casefold)

    def last_day(self) -> date | None:
        """Return the day of the newest article; None where none has one."""
        ((day,),) = self.rows(f"SELECT max(day) FROM articles WHERE {_SEEN}")
        return date.fromisoformat(day) if day else None

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return passages by id, in the order asked for.

        Raises:
            ArticleNotFoundError: one is not of this generation.
        """
        rows = self.rows(
            "SELECT passages.id, articles.id, start, stop, sentences FROM passages "
            "JOIN articles ON articles.key = passages.article "
            f"WHERE passages.id IN (SELECT value FROM json_each(:ids)) AND {_SEEN}",
            ids=json.dumps([int(each) for each in ids]),
        )
        found = {passage.id: passage for passage in map(_passage, rows)}
        try:
            return [found[int(each)] for each in ids]
        except KeyError as error:
            raise ArticleNotFoundError(
                f"no article of generation {self.generation} has the passage {error.args[0]}"
            ) from error

    def article_passages(self, article_id: str) -> list[Passage]:
        """Return an article's passages in reading order."""
        rows = self.rows(
            "SELECT passages.id, articles.id, start, stop, sentences FROM articles "
            "JOIN passages ON articles.key = passages.article "
            f"WHERE articles.id = :id AND {_SEEN} ORDER BY passages.id",
            id=article_id,
        )
        return [_passage(row) for row in rows]

    def also(self, article_id: str) -> list[str]:
        """Return the ids of the other articles with an article's origin, oldest first."""
        rows = self.rows(
            f"SELECT id FROM articles WHERE {_SEEN} AND id != :id AND origin = "
            f"(SELECT origin FROM articles WHERE id = :id AND {_SEEN}) ORDER BY day, key",
            id=article_id,
        )
        return [row[0] for row in rows]

    def changed_since(self, generation: int) -> list[str]:
        """Return the ids of the articles that were added or updated after a generation."""
        changed = "SELECT DISTINCT id FROM versions WHERE generation > :since"
        return [name for (name,) in self.rows(changed, since=generation) if self.key(name)]

    def versions(self, article_id: str) -> list[Version]:
        """Return the states that an article was in, oldest first."""
        rows = self.rows(
            f"SELECT change, generation, {instant('recorded')}, title, day, {digest('sha256')}, "
            "characters FROM versions WHERE id = :id AND generation <= :generation ORDER BY rowid",
            id=article_id,
        )
        return [
            Version(
                article_id,
                number,
                change,
                generation,
                datetime.fromisoformat(recorded),
                title,
                date.fromisoformat(day) if day else None,
                sha256,
                characters,
            )
            for number, (change, generation, recorded, title, day, sha256, characters) in enumerate(
                rows, start=1
            )
        ]


def _where(filters: Filters) -> tuple[str, dict[str, str]]:
    clause = ""
    values: dict[str, str] = {}
    if filters.since:
        clause += " AND day >= :since"
        values["since"] = filters.since.isoformat()
    if filters.until:
        clause += " AND day <= :until"
        values["until"] = filters.until.isoformat()
    for column, names in (
        ("source_key", filters.sources),
        ("author_key", filters.authors),
        ("language_key", filters.languages),
    ):
        if names:
            clause += f" AND {column} IN (SELECT value FROM json_each(:{column}))"
            values[column] = json.dumps([folded(name) for name in names])
    if filters.articles:
        clause += " AND id IN (SELECT value FROM json_each(:wanted))"
        values["wanted"] = json.dumps([whole(each) for each in filters.articles])
    return clause, values


def info(values: Sequence[Any]) -> ArticleInfo:
    """Return what the columns `INFO` say of an article."""
    row = _Row(*values)
    return ArticleInfo(
        id=row.id,
        title=row.title,
        date=_day(row),
        published=_instant(row),
        source=row.source,
        url=row.url,
        author=row.author,
        language=row.language,
        sha256=row.sha256,
        characters=row.characters,
        passages=row.passages,
        origin=row.origin,
    )


def _article(row: _Row) -> Article:
    return Article(
        id=row.id,
        text=unpacked(row.text),
        title=row.title,
        date=_day(row),
        published=_instant(row),
        source=row.source,
        url=row.url,
        author=row.author,
        language=row.language,
        sha256=row.sha256,
    )


def _day(row: _Row) -> date | None:
    return date.fromisoformat(row.day) if row.day else None


def _instant(row: _Row) -> datetime | None:
    return datetime.fromisoformat(row.published) if row.published else None


def _passage(row: tuple[Any, ...]) -> Passage:
    number, article_id, start, stop, sentences = row
    return Passage(number, article_id, start, stop, unpack(sentences))
