"""The files that articles were read from, as the writer knows them."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from index.store.schema import FOREVER

_log = logging.getLogger(__name__)

_RACY_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when its articles were taken in.

    Attributes:
        size: bytes.
        mtime_ns: time of the last change; 0 when it was too fresh to be trusted.
        sha256: hex digest of its bytes; empty when part of it was refused.
        articles: ids of the articles it holds.
    """

    size: int
    mtime_ns: int
    sha256: str
    articles: tuple[str, ...]


def state_of(path: Path, before: KnownFile | None) -> KnownFile:
    """Return a file's state; its bytes are read only where size or time of change are others.

    Raises:
        OSError: it cannot be looked at.
    """
    from index.load.base import file_fingerprint

    status = path.stat()
    if before and (before.size, before.mtime_ns) == (status.st_size, status.st_mtime_ns):
        return before
    mark = file_fingerprint(path)
    racy = time.time_ns() - mark.mtime_ns < _RACY_NS
    return KnownFile(mark.size, 0 if racy else mark.mtime_ns, mark.sha256, ())


def gone(location: str) -> bool:
    """Tell a file that is not there from one in a folder that may not be entered."""
    try:
        return not Path(location).exists()
    except OSError:
        _log.debug("%s cannot be looked for; what is stored stays", location, exc_info=True)
        return False


@dataclass(slots=True)
class ComingFile:
    """A file whose articles are coming in.

    Attributes:
        before: what was known of it.
        known: its state when it was opened.
        ids: articles that it was found to hold.
        whole: False when something in it was refused.
    """

    location: str
    before: KnownFile | None
    known: KnownFile
    ids: list[str] = field(default_factory=list)
    whole: bool = True


class Files:
    """The table of files, in the writer's transaction."""

    def __init__(self, connection: sqlite3.Connection, generation: int) -> None:
        """Write through a connection for a generation to come."""
        self._connection = connection
        self._generation = generation

    def get(self, location: str) -> KnownFile | None:
        """Return what is known of a file."""
        row = self._connection.execute(
            "SELECT size, mtime_ns, sha256, articles FROM files WHERE location = ? AND removed = ?",
            (location, FOREVER),
        ).fetchone()
        if row is None:
            return None
        return KnownFile(row[0], row[1], row[2], tuple(json.loads(row[3])))

    def put(self, location: str, file: KnownFile) -> None:
        """Remember a file in the place of what was known of it."""
        self.drop(location)
        self._connection.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                location,
                self._generation,
                FOREVER,
                file.size,
                file.mtime_ns,
                file.sha256,
                json.dumps(file.articles, ensure_ascii=False),
            ),
        )
        self._connection.executemany(
            "INSERT INTO holdings VALUES (?, ?, ?, ?)",
            [(each, location, self._generation, FOREVER) for each in file.articles],
        )

    def drop(self, location: str) -> None:
        """Forget a file."""
        for table in ("files", "holdings"):
            self._connection.execute(
                f"UPDATE {table} SET removed = ? WHERE location = ? AND removed = ?",
                (self._generation, location, FOREVER),
            )

    def other(self, article_id: str, location: str) -> str | None:
        """Return another file that holds an article, None when there is none."""
        row = self._connection.execute(
            "SELECT location FROM holdings WHERE article = ? AND location != ? AND removed = ? "
            "LIMIT 1",
            (article_id, location, FOREVER),
        ).fetchone()
        return row[0] if row else None

    def below(self, places: Iterable[str]) -> list[str]:
        """Return the known files that are one of the places or lie in one of them."""
        roots = [place.rstrip(os.sep) for place in places]
        rows = self._connection.execute(
            "SELECT location FROM files WHERE removed = ? ORDER BY location", (FOREVER,)
        ).fetchall()
        return [
            location
            for (location,) in rows
            if any(location == root or location.startswith(root + os.sep) for root in roots)
        ]
