"""Durable writes: what is said to be on the disk is there after a crash."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DatelineError, DiskSpaceError, IndexCorruptError

_log = logging.getLogger(__name__)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# tantivy says of a failed write in its own thread only that the writer was killed.
_SIGNS = ("No space left", "Disk quota", "File too large", "writer was killed")


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's entries, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except PermissionError:
        _log.debug("the system does not wait for %s", path, exc_info=True)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Wait until every file and folder below is on the disk.

    A file with a second name was written, and waited for, under its first one.
    """
    for path in folder.rglob("*"):
        if path.is_dir() or path.stat().st_nlink == 1:
            sync(path)
    sync(folder)


def replace(path: Path, text: str) -> None:
    """Write a small file beside its place, wait for the disk, then rename it over the old one."""
    aside = path.with_name(path.name + ".new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync(path.parent)


def link_tree(source: Path, target: Path) -> None:
    """Make a folder's files appear in another one, by hard links where there are any."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.name.endswith(".lock"):
            continue
        try:
            os.link(path, target / path.name)
        except OSError as error:
            if error.errno in _FULL:
                raise
            shutil.copyfile(path, target / path.name)


def checksum(path: Path) -> str:
    """Return the hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksums(folder: Path, known: dict[str, str] | None = None) -> dict[str, str]:
    """Return the SHA-256 of a folder's files by name; lock files are left out.

    Args:
        folder: a folder without sub-folders.
        known: digests of files that cannot have changed, which are not read again.
    """
    known = known or {}
    return {
        path.name: known.get(path.name) or checksum(path)
        for path in sorted(folder.iterdir())
        if not path.name.endswith(".lock")
    }


def size(*folders: Path) -> int:
    """Return the bytes of all files below some folders; one with several names counts once."""
    found: dict[tuple[int, int], int] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                state = path.stat()
            except FileNotFoundError:
                _log.debug("%s has gone meanwhile", path)
                continue
            if stat.S_ISREG(state.st_mode):
                found[state.st_dev, state.st_ino] = state.st_size
    return sum(found.values())


def require(folder: Path, needed: int) -> None:
    """Check that a disk has room.

    Args:
        folder: where will be written; need not exist.
        needed: bytes.

    Raises:
        DiskSpaceError: it has less.
    """
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < needed:
        raise DiskSpaceError(
            f"{folder} needs {needed / 2**20:,.0f} MiB of disk space and has "
            f"{free / 2**20:,.0f}; free some, nothing was changed"
        )


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; each of them that is empty afterwards goes again."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        try:
            for each in missing:
                each.rmdir()
        except OSError:
            _log.debug("%s stays", folder, exc_info=True)


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Turn the errors of a full or read-only disk into one line that says so.

    Raises:
        DiskSpaceError: the disk, a quota or a size limit is full.
        IndexCorruptError: the database is damaged.
        DatelineError: the folder cannot be written.
    """
    import sqlite3

    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _full(folder) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise _closed(folder) from error
        if error.errno is None and "requested and" in str(error):
            raise _full(folder) from error
        raise
    except sqlite3.OperationalError as error:
        message = str(error)
        if "full" in message or "disk I/O" in message:
            raise _full(folder) from error
        if "readonly" in message or "unable to open" in message:
            raise _closed(folder) from error
        raise
    except sqlite3.DatabaseError as error:
        if type(error) is sqlite3.DatabaseError:
            raise IndexCorruptError(
                f"the database of {folder} is damaged ({error}); run `dateline doctor --repair`"
            ) from error
        raise
    except (ValueError, RuntimeError) as error:
        if any(sign in str(error) for sign in _SIGNS):
            raise _full(folder) from error
        raise


def _full(folder: Path) -> DiskSpaceError:
    return DiskSpaceError(
        f"no room left on the disk of {folder}; free some and run the command again, "
        "the last committed state is untouched"
    )


def _closed(folder: Path) -> DatelineError:
    return DatelineError(
        f"{folder} cannot be written; allow it or copy the index to a folder that can"
    )
