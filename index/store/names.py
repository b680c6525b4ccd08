"""The names that articles have, as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from index.names.article import Name, name_key
from index.store.offsets import pack, unpack
from index.store.read import Store


class Named(NamedTuple):
    """In how many articles a name stands so: its key, its words, its kind."""

    key: str
    name: str
    kind: str
    articles: int


def insert(connection: sqlite3.Connection, article: int, found: Sequence[Name]) -> None:
    """Store the names of an article's row; their keys are worked out when they are read."""
    connection.executemany(
        "INSERT OR REPLACE INTO names VALUES (?, ?, '', ?, ?)",
        [(article, each.name, each.kind, pack(each.spots)) for each in found],
    )


def stored(connection: sqlite3.Connection, article: int) -> list[Name]:
    """Return the names of an article's row, in the order of their first places."""
    rows = connection.execute(
        "SELECT name, kind, spots FROM names WHERE article = ?", (article,)
    ).fetchall()
    found = [Name(name, kind, unpack(spots)) for name, kind, spots in rows]
    return sorted(found, key=lambda each: each.spots)


def of_article(store: Store, article_id: str) -> list[Name]:
    """Return the names of an article, in the order of their first places."""
    rows = store.rows(
        "SELECT name, kind, spots FROM names WHERE article = :key", key=store.key(article_id)
    )
    found = [Name(name, kind, unpack(spots)) for name, kind, spots in rows]
    return sorted(found, key=lambda each: each.spots)


def count(store: Store) -> list[Named]:
    """Return every form of every name of a generation with the number of its articles."""
    rows = store.rows(
        "SELECT name, kind, count(*) FROM names JOIN articles "
        "ON articles.key = names.article WHERE added <= :generation AND removed > :generation "
        "GROUP BY name, kind"
    )
    return _named(rows)


def count_among(store: Store, articles: Sequence[int]) -> list[Named]:
    """Return every form of every name in some articles' rows with the number of those."""
    rows = store.rows(
        "SELECT name, kind, count(*) FROM names WHERE article IN "
        "(SELECT value FROM json_each(:articles)) GROUP BY name, kind",
        articles=json.dumps([int(each) for each in articles]),
    )
    return _named(rows)


def _named(rows: Sequence[tuple[str, str, int]]) -> list[Named]:
    return sorted(Named(name_key(name), name, kind, articles) for name, kind, articles in rows)
