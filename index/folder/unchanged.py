"""Files that are written once: whole when they are opened, and unchanged while they are read."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from index.errors import IndexCorruptError
from index.folder.disk import checksum

_log = logging.getLogger(__name__)

_AT_ONCE = 64 * 2**20
"""Bytes whose checksums are looked at before anything is read; more of them afterwards."""

_REMEMBERED = 4_096
"""Files whose checksums were compared and that are remembered, the oldest forgotten first: 1 MB."""

_Seen = tuple[int, int, int, int]
_whole: dict[_Seen, str] = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class File:
    """A file with the SHA-256 that it was committed with."""

    path: Path
    digest: str


def files(folder: Path, digests: Mapping[str, str]) -> list[File]:
    """Return the files of a folder, from their names and digests."""
    return [File(folder / name, digest) for name, digest in digests.items()]


class Unchanged:
    """Files that must stay as they are while they are open.

    A mapped file that is cut off kills the process that reads it, and one whose bytes change
    gives other answers: so size and time of each are looked at before it is read again.

    Args:
        given: the files.
    """

    def __init__(self, given: Iterable[File]) -> None:
        """Note how the files are now; one that is missing is a damage that `check` tells."""
        self._files = tuple(given)
        self._seen: tuple[_Seen, ...] = ()
        self._damage = ""
        try:
            self._seen = tuple(_state(each.path) for each in self._files)
        except IndexCorruptError as error:
            self._damage = str(error)

    def check(self) -> None:
        """Look whether the files are still as they were.

        Raises:
            IndexCorruptError: one has changed, has gone, or was found damaged.
        """
        if self._damage:
            raise IndexCorruptError(self._damage)
        for each, seen in zip(self._files, self._seen, strict=True):
            if _state(each.path) != seen:
                raise IndexCorruptError(_line(each.path, "has changed since it was opened"))

    def verify(self) -> list[File]:
        """Compare checksums until enough bytes were read; `check` tells the first damage.

        Returns:
            The files that were not compared: to be given to `go_on`, in the background.
        """
        read = 0
        now, left = [], []
        if self._damage:
            return []
        for each, seen in zip(self._files, self._seen, strict=True):
            if _whole.get(seen) == each.digest:
                continue
            if read and read + seen[2] > _AT_ONCE:
                left.append(each)
                continue
            read += seen[2]
            now.append(each)
        self.go_on(now)
        return left

    def go_on(self, left: Iterable[File]) -> None:
        """Compare the checksums of some of the files; `check` tells the first damage."""
        try:
            for each in left:
                _compare(each, _state(each.path))
        except IndexCorruptError as error:
            _log.info("%s", error)
            self._damage = str(error)


def _compare(each: File, seen: _Seen) -> None:
    try:
        found = checksum(each.path)
    except OSError as error:
        raise IndexCorruptError(_line(each.path, f"cannot be read ({error.strerror})")) from error
    if found != each.digest:
        raise IndexCorruptError(_line(each.path, "does not have its checksum"))
    with _lock:
        _whole[seen] = found
        while len(_whole) > _REMEMBERED:  # a server sees the files of every generation
            del _whole[next(iter(_whole))]


def _state(path: Path) -> _Seen:
    try:
        found = os.stat(path)
    except OSError as error:
        wrong = "is missing" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise IndexCorruptError(_line(path, wrong)) from error
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _line(path: Path, wrong: str) -> str:
    return f"{path} {wrong}; run `dateline doctor --repair`"
