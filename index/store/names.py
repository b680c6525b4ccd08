"""The names that articles have: of each article what names it has, then where they stand.

Deflated together they take a third of what a row for each took.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.errors import IndexCorruptError
from index.names.article import Name, name_key
from index.names.words import ORGANISATION, OTHER, PERSON, PLACE
from index.store.offsets import numbers, numbers_packed, steps, walked
from index.store.read import Store

_KINDS = (PERSON, PLACE, ORGANISATION, OTHER)
"""A kind is stored as its place here."""
_END = b"\0"


class Named(NamedTuple):
    """In how many articles a name stands so: its key, its words, its kind."""

    key: str
    name: str
    kind: str
    articles: int


def insert(connection: sqlite3.Connection, article: int, found: Sequence[Name]) -> None:
    """Store the names of an article's row, in the place of those it had."""
    if found:
        connection.execute("INSERT OR REPLACE INTO named VALUES (?, ?)", (article, packed(found)))


def stored(connection: sqlite3.Connection, article: int) -> list[Name]:
    """Return the names of an article's row, in the order of their first places."""
    rows = connection.execute("SELECT names FROM named WHERE article = ?", (article,)).fetchall()
    return unpacked(rows[0][0]) if rows else []


def of_article(store: Store, article_id: str) -> list[Name]:
    """Return the names of an article, in the order of their first places."""
    rows = _rows(store, "SELECT names FROM named WHERE article = :key", key=store.key(article_id))
    return unpacked(rows[0][0]) if rows else []


def count(store: Store) -> list[Named]:
    """Return every form of every name of a generation with the number of its articles."""
    return _counted(
        _rows(
            store,
            "SELECT names FROM named JOIN articles ON articles.key = named.article "
            "WHERE added <= :generation AND removed > :generation",
        )
    )


def count_among(store: Store, articles: Sequence[int]) -> list[Named]:
    """Return every form of every name in some articles' rows with the number of those."""
    return _counted(
        _rows(
            store,
            "SELECT names FROM named WHERE article IN (SELECT value FROM json_each(:articles))",
            articles=json.dumps([int(each) for each in articles]),
        )
    )


def _rows(store: Store, query: str, **values: str | int) -> list[tuple[bytes]]:
    """Return what a query finds; nothing in an archive that kept names in another way."""
    if not store.rows("PRAGMA table_info(named)"):
        return []
    return store.rows(query, **values)


def _counted(rows: Iterable[tuple[bytes]]) -> list[Named]:
    forms: Counter[str] = Counter()
    for (data,) in rows:
        forms.update(json.loads(_parts(data)[0]))
    return sorted(
        Named(name_key(form[1:]), form[1:], _KINDS[int(form[0])], articles)
        for form, articles in forms.items()
    )


def packed(found: Sequence[Name]) -> bytes:
    """Return an article's names as they are stored."""
    ordered = sorted(found, key=lambda each: each.spots)
    forms = [f"{_KINDS.index(each.kind)}{each.name}" for each in ordered]
    places = (n for each in ordered for n in (len(each.spots), *steps(each.spots)))
    words = json.dumps(forms, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return zlib.compress(words + _END + numbers_packed(places))


def unpacked(data: bytes) -> list[Name]:
    """Return an article's names, in the order of their first places.

    Raises:
        IndexCorruptError: they are damaged.
    """
    words, places = _parts(data)
    coming = numbers(places)
    found = []
    for form in json.loads(words):
        taken = [next(coming) for _ in range(2 * next(coming))]
        found.append(Name(form[1:], _KINDS[int(form[0])], walked(taken)))
    return found


def _parts(data: bytes) -> tuple[bytes, bytes]:
    try:
        words, _, places = zlib.decompress(data).partition(_END)
    except zlib.error as error:
        raise IndexCorruptError(
            f"the names of an article cannot be read ({error}); run `dateline doctor --repair`"
        ) from error
    return words, places
