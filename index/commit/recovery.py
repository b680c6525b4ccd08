"""Clearing away what no generation needs: after a crash, after a commit, at compaction."""

from __future__ import annotations

import shutil
import sqlite3

from index.folder.disk import size
from index.folder.locks import discard
from index.folder.manifest import Layout, Manifest
from index.store.schema import FOREVER

_OWNED = (
    ("texts", "key"),
    ("passages", "article"),
    ("signatures", "key"),
    ("dated_bands", "article"),
    ("named", "article"),
)


def adopt(layout: Layout, connection: sqlite3.Connection) -> int:
    """Point to the first generation when it was finished and its pointer was not, or got lost.

    Returns:
        The number of the committed generation, 0 when there is none.
    """
    finished = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM manifests WHERE generation = 1)"
    ).fetchone()[0]
    if not finished or not layout.manifest(1).is_file():
        return 0
    layout.point(1)
    return 1


def recover(layout: Layout, connection: sqlite3.Connection, current: int) -> None:
    """Undo what was written and never committed; remove what is past and no longer read.

    Args:
        layout: the index, locked for writing.
        connection: not in a transaction.
        current: number of the committed generation.
    """
    for number in layout.committed():
        if number > current:
            shutil.rmtree(layout.generation(number))
    sweep(layout, current)
    undo(connection, current)


def undo(connection: sqlite3.Connection, current: int) -> None:
    """Take back the rows of generations after the committed one."""
    torn = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM articles WHERE added > :g) "
        f"OR EXISTS (SELECT 1 FROM articles WHERE removed > :g AND removed < {FOREVER}) "
        "OR EXISTS (SELECT 1 FROM files WHERE added > :g) "
        f"OR EXISTS (SELECT 1 FROM files WHERE removed > :g AND removed < {FOREVER}) "
        "OR EXISTS (SELECT 1 FROM manifests WHERE generation > :g)",
        {"g": current},
    ).fetchone()[0]
    if not torn:
        return
    connection.execute("BEGIN IMMEDIATE")
    _drop_rows(connection, "added > ?", current)
    for table in ("files", "holdings"):
        connection.execute(f"DELETE FROM {table} WHERE added > ?", (current,))
    for table in ("versions", "manifests"):
        connection.execute(f"DELETE FROM {table} WHERE generation > ?", (current,))
    for table in ("articles", "files", "holdings"):
        connection.execute(
            f"UPDATE {table} SET removed = ? WHERE removed > ? AND removed < ?",
            (FOREVER, current, FOREVER),
        )
    connection.execute("COMMIT")


def sweep(layout: Layout, current: int) -> int:
    """Remove generations that are past and that nobody reads, and segments none of the rest has.

    Args:
        layout: the index, locked for writing.
        current: number of the committed generation.

    Returns:
        The oldest generation that is left.
    """
    oldest = current
    for number in layout.committed():
        if number >= current:
            continue
        if discard(layout.manifest(number)):
            shutil.rmtree(layout.generation(number), ignore_errors=True)
        else:
            oldest = min(oldest, number)
    drop_segments(layout)
    return oldest


def held(layout: Layout, manifest: Manifest) -> int:
    """Return the bytes of files that the committed generation does not have.

    Args:
        layout: the index, swept.
        manifest: the committed generation.
    """
    kept = [layout.generation(manifest.generation)]
    kept += [layout.segment(entry.name) for entry in manifest.segments]
    return size(layout.generations, layout.vectors) - size(*kept)


def vacuum(connection: sqlite3.Connection, oldest: int) -> None:
    """Delete the rows that were removed before the oldest living generation; shrink the file."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    _drop_rows(connection, "removed <= ?", oldest)
    for table in ("files", "holdings"):
        connection.execute(f"DELETE FROM {table} WHERE removed <= ?", (oldest,))
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _drop_rows(connection: sqlite3.Connection, condition: str, value: int) -> None:
    for table, column in _OWNED:
        connection.execute(
            f"DELETE FROM {table} WHERE {column} IN (SELECT key FROM articles WHERE {condition})",
            (value,),
        )
    connection.execute(f"DELETE FROM articles WHERE {condition}", (value,))


def drop_segments(layout: Layout) -> None:
    """Remove the segments that no generation has.

    Raises:
        IndexCorruptError: a manifest cannot be read, so that this cannot be told.
    """
    if not layout.vectors.is_dir():
        return
    kept = {
        entry.name
        for number in layout.committed()
        if layout.manifest(number).exists()
        for entry in layout.read_manifest(number).segments
    }
    for path in layout.vectors.iterdir():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
