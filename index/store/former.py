"""What earlier versions kept in more room, made what this one keeps at the first write.

Version 0.1 had all bits of each minimum of a signature and hashes of the bands, and SHA-256 as hex
digits; development versions after it a row for each name of an article.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np

from index.names.article import Name
from index.store import names
from index.store.offsets import unpack
from index.store.origins import bands, insert_bands

_FORMER_BYTES = 512
_AT_ONCE = 10_000
_DIGESTS = (("articles", "sha256"), ("articles", "text_key"), ("versions", "sha256"))


def renew(connection: sqlite3.Connection) -> None:
    """Make rows of earlier versions those of this one; others stay as they are.

    Args:
        connection: in the transaction of a write.
    """
    _renew_signatures(connection)
    _renew_digests(connection)
    _renew_names(connection)


def _renew_signatures(connection: sqlite3.Connection) -> None:
    oldest = connection.execute(
        "SELECT length(signature) FROM signatures WHERE key = (SELECT min(key) FROM signatures)"
    ).fetchone()
    if oldest is None or oldest[0] != _FORMER_BYTES:
        return
    connection.execute("DELETE FROM dated_bands")
    rows = "SELECT key, signature, day FROM signatures JOIN articles USING (key)"
    for key, data, day in _by_key(connection, rows):
        sketch = np.frombuffer(data, "<u4").astype(np.uint8)
        connection.execute(
            "UPDATE signatures SET signature = ? WHERE key = ?", (sketch.tobytes(), key)
        )
        insert_bands(connection, bands(sketch), day, key)


def _by_key(connection: sqlite3.Connection, query: str) -> Iterator[tuple[int, bytes, str | None]]:
    last = -1
    while rows := connection.execute(
        f"{query} WHERE key > ? ORDER BY key LIMIT ?", (last, _AT_ONCE)
    ).fetchall():
        yield from rows
        last = rows[-1][0]


def _renew_digests(connection: sqlite3.Connection) -> None:
    oldest = connection.execute(
        "SELECT typeof(text_key) FROM articles WHERE key = (SELECT min(key) FROM articles)"
    ).fetchone()
    if oldest is None or oldest[0] == "blob":
        return
    connection.create_function("digest_bytes", 1, bytes.fromhex, deterministic=True)
    for table, column in _DIGESTS:
        connection.execute(
            f"UPDATE {table} SET {column} = digest_bytes({column}) WHERE typeof({column}) = 'text' "
            f"AND {column} NOT GLOB '*[^0-9a-f]*'"
        )


def _renew_names(connection: sqlite3.Connection) -> None:
    if not connection.execute("PRAGMA table_info(names)").fetchone():
        return
    rows = connection.execute("SELECT article, name, kind, spots FROM names ORDER BY article")
    for article, group in groupby(rows, itemgetter(0)):
        found = [Name(name, kind, unpack(spots)) for _, name, kind, spots in group]
        names.insert(connection, article, found)
    connection.execute("DROP TABLE names")
