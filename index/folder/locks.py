"""Locks on an index folder: one writer, and readers that keep their generation alive."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexLockedError

if TYPE_CHECKING:
    from filelock import FileLock

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger(__name__)

_LOCK = "writer.lock"
_HOLDER = "writer.json"


@contextmanager
def writing(folder: Path, timeout: float) -> Iterator[None]:
    """Hold the folder's only writer lock; the system frees it when the process dies.

    Args:
        folder: an existing index folder.
        timeout: seconds to wait for another writer.

    Raises:
        IndexLockedError: another process still held it; the message names that process.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK, timeout=timeout)
    try:
        _acquire(lock, folder)
    except Timeout:
        raise IndexLockedError(
            f"{folder} is being written by {_holder(folder)} (waited {timeout:g} s); "
            "wait until it has finished or raise DATELINE_LOCK_TIMEOUT"
        ) from None
    holder = folder / _HOLDER
    try:
        record = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "started": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        holder.write_text(json.dumps(record), encoding="utf-8")
        yield
    finally:
        try:
            holder.unlink(missing_ok=True)
        except OSError:
            _log.debug("%s stays behind", holder, exc_info=True)
        lock.release()


def _acquire(lock: FileLock, folder: Path) -> None:
    try:
        lock.acquire()
    except FileNotFoundError:
        _log.debug("%s was taken away by who held it and wrote nothing", folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()


def _holder(folder: Path) -> str:
    try:
        record = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        return f"process {record['pid']} on {record['host']} since {record['started']}"
    except (OSError, ValueError, KeyError):
        _log.debug("%s does not say who writes", folder / _HOLDER, exc_info=True)
        return "another process"


class Hold:
    """A shared lock on a file; while it lives, `discard` leaves the file."""

    def __init__(self, path: Path) -> None:
        """Lock the file.

        Raises:
            FileNotFoundError: there is no such file, or it was removed in the meantime.
        """
        self._file = path.open("rb")
        try:
            if fcntl is not None:
                fcntl.flock(self._file, fcntl.LOCK_SH)
            if os.fstat(self._file.fileno()).st_ino != path.stat().st_ino:
                raise FileNotFoundError(path)
        except BaseException:
            self._file.close()
            raise

    def release(self) -> None:
        """Give the lock back; it also goes back when the object is no longer referenced."""
        self._file.close()


def discard(path: Path) -> bool:
    """Remove a file unless somebody holds it; return whether it is gone."""
    if fcntl is None:
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
    except BlockingIOError:
        _log.debug("%s is still read; it is left", path)
        return False
    except FileNotFoundError:
        _log.debug("%s has gone already", path)
    return True
