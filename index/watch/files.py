"""Files that changed, until they are fit to be read."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.load.base import Refusal, place_of
from index.load.walk import walk
from index.watch.pace import Pace

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Waiting:
    """A file that changed.

    Attributes:
        state: size and time of its last change, as last seen; None when it was gone.
        since: since when it is so.
        first: when it was heard of first.
        due: before which it is not tried again.
        failures: how often in a row it could not be read.
    """

    state: tuple[int, int] | None
    since: float
    first: float
    due: float = 0.0
    failures: int = 0


class Files:
    """The files below some folders that wait to be read.

    A file is ready once it has stayed as it is for a while: who writes it may not be done. Files
    that come together are ready together, so that they make one commit.
    """

    def __init__(self, roots: Sequence[Path], pace: Pace) -> None:
        """Wait for files below some folders, or for files themselves."""
        self._roots = [Path(place_of(root)) for root in roots]
        self._pace = pace
        self._waiting: dict[Path, _Waiting] = {}

    def heard(self, paths: Iterable[str | Path], now: float) -> None:
        """Take note that something happened to files; what no folder of ours shows is left out."""
        for path in (Path(place_of(each)) for each in paths):
            if self._is_ours(path) and not path.is_dir():
                self._waiting[path] = _Waiting(_state(path), now, now)

    def ready(self, now: float) -> list[Path]:
        """Return the files to be read now, in sorted order; nothing while more are coming."""
        open_ones: list[Path] = []
        settled: list[Path] = []
        for path, each in self._waiting.items():
            state = _state(path)
            if state != each.state:
                each.state, each.since = state, now
            if each.due > now:
                continue
            still = now - each.since >= self._pace.settle
            (settled if still else open_ones).append(path)
        late = any(now - self._waiting[path].first >= self._pace.gather for path in settled)
        return sorted(settled) if settled and (late or not open_ones) else []

    def set_back(self, now: float) -> None:
        """Count anew from a moment that is earlier than those noted."""
        for each in self._waiting.values():
            each.since = each.first = now
            each.due = min(each.due, now)

    def done(self, paths: Iterable[Path]) -> None:
        """Forget files that were read, or are gone."""
        for path in paths:
            self._waiting.pop(path, None)

    def failed(self, path: Path, now: float) -> bool:
        """Put a file off that could not be read; return whether it will be tried again."""
        each = self._waiting.get(path)
        if each is None:
            return False
        each.failures += 1
        if each.failures >= self._pace.tries or each.state is None:
            del self._waiting[path]
            return False
        each.due = now + self._pace.again(each.failures)
        return True

    def _is_ours(self, path: Path) -> bool:
        """Tell what `dateline index` would read: nothing hidden, no part of an index."""
        if path in self._roots:
            return True
        root = next((each for each in self._roots if each in path.parents), None)
        if root is None:
            return False
        if any(part.startswith(".") for part in path.relative_to(root).parts):
            return False
        parents = [each for each in path.parents if each == root or root in each.parents]
        return not any((each / "archive.sqlite").exists() for each in parents)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        _log.debug("%s is gone", path, exc_info=True)
        return None
    return status.st_size, status.st_mtime_ns


def all_files(roots: Iterable[Path]) -> list[Path]:
    """Return every file that lies below some folders, or is one of them."""
    found: list[Path] = []
    for root in roots:
        if root.is_dir():
            found += [each for each in walk(root) if not isinstance(each, Refusal)]
        elif root.exists():
            found.append(root)
    return found
