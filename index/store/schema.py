"""The tables of an archive; rows carry the generations between which they hold."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from index.errors import IndexFormatError

_log = logging.getLogger(__name__)

FOREVER = 2**62
_JOURNAL = 16_777_216
"""Bytes that the journal keeps between commits while somebody reads."""

TABLES = f"""
CREATE TABLE IF NOT EXISTS articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    title TEXT NOT NULL,
    day TEXT,
    published TEXT,
    source TEXT,
    url TEXT,
    author TEXT,
    language TEXT,
    sha256 BLOB NOT NULL,
    characters INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    address TEXT,
    text_key BLOB NOT NULL,
    source_key TEXT NOT NULL,
    author_key TEXT NOT NULL,
    language_key TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS articles_id ON articles (id);
CREATE INDEX IF NOT EXISTS articles_address ON articles (address);
CREATE INDEX IF NOT EXISTS articles_text ON articles (text_key);
CREATE INDEX IF NOT EXISTS articles_origin ON articles (origin);
CREATE INDEX IF NOT EXISTS articles_gone ON articles (removed) WHERE removed < {FOREVER};
CREATE INDEX IF NOT EXISTS articles_added ON articles (added);
CREATE TABLE IF NOT EXISTS texts (key INTEGER PRIMARY KEY, text BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    sentences BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_article ON passages (article);
CREATE TABLE IF NOT EXISTS signatures (key INTEGER PRIMARY KEY, signature BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS dated_bands (
    band INTEGER NOT NULL,
    day INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (band, day, article)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS named (article INTEGER PRIMARY KEY, names BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS versions (
    id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    change TEXT NOT NULL,
    recorded INTEGER NOT NULL,
    title TEXT NOT NULL,
    day TEXT,
    sha256 BLOB NOT NULL,
    characters INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS versions_id ON versions (id);
CREATE INDEX IF NOT EXISTS versions_generation ON versions (generation);
CREATE TABLE IF NOT EXISTS manifests (generation INTEGER PRIMARY KEY, manifest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    location TEXT NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    articles TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS files_location ON files (location);
CREATE INDEX IF NOT EXISTS files_added ON files (added);
CREATE INDEX IF NOT EXISTS files_gone ON files (removed) WHERE removed < {FOREVER};
CREATE TABLE IF NOT EXISTS holdings (
    article TEXT NOT NULL,
    location TEXT NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS holdings_article ON holdings (article);
CREATE INDEX IF NOT EXISTS holdings_location ON holdings (location);
"""


def digest(column: str) -> str:
    """Return what reads a SHA-256 as hex digits; version 0.1 stored it as these."""
    return f"CASE typeof({column}) WHEN 'blob' THEN lower(hex({column})) ELSE {column} END"


def instant(column: str) -> str:
    """Return what reads seconds since 1970 in ISO 8601; version 0.1 stored that."""
    iso = f"strftime('%Y-%m-%dT%H:%M:%S+00:00', {column}, 'unixepoch')"
    return f"CASE WHEN length({column}) < 20 THEN {iso} ELSE {column} END"


def connect_memory() -> sqlite3.Connection:
    """Return an empty archive that is nowhere on the disk."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.executescript(TABLES)
    return connection


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open or create the database for its one writer; a commit waits for the disk.

    Raises:
        IndexFormatError: it is from before version 0.1.0.
    """
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=60)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL}")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "articles" in names and "dated_bands" not in names:
        connection.close()
        raise IndexFormatError(
            f"{path} is from before version 0.1.0; index the articles into a new folder with "
            "`dateline index PATH --index FOLDER`"
        )
    connection.executescript(TABLES)
    return connection


def close_writer(connection: sqlite3.Connection) -> None:
    """Close the writer's connection and empty its journal, unless somebody reads just then."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        _log.debug("the journal stays as it is", exc_info=True)
    finally:
        connection.close()


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open the database for reading, also from a folder that cannot be written.

    Raises:
        sqlite3.OperationalError: there is no database, or it cannot be read.
    """
    address = path.absolute().as_uri()
    connection = _open(f"{address}?mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        return connection
    except sqlite3.OperationalError:
        connection.close()
        pending = path.with_name(path.name + "-wal")
        if os.access(path.parent, os.W_OK) or (pending.exists() and pending.stat().st_size):
            raise
    connection = _open(f"{address}?immutable=1")
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    return connection


def remembers(path: Path) -> bool:
    """Return whether a database knows of a commit; False where there is none that can be read."""
    if not path.is_file():
        return False
    try:
        with closing(connect_reader(path)) as connection:
            row = connection.execute("SELECT EXISTS (SELECT 1 FROM manifests)").fetchone()
    except sqlite3.DatabaseError:
        _log.debug("%s does not tell of commits", path, exc_info=True)
        return False
    return bool(row[0])


def _open(address: str) -> sqlite3.Connection:
    return sqlite3.connect(
        address, uri=True, check_same_thread=False, isolation_level=None, timeout=60
    )
