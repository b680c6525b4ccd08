"""The watch itself: what is ready or due is read, committed, and told of."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.archive import Index
from index.errors import DatelineError, DiskSpaceError, IndexLockedError
from index.ingest import ingest, take
from index.load.base import Loaded, Refusal
from index.load.run import is_address
from index.load.settings import LoadSettings
from index.store.records import Summary
from index.watch.feeds import ask_feed
from index.watch.files import Files
from index.watch.pace import Pace
from index.watch.state import States

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Commit:
    """What a watch did, or could not do.

    Attributes:
        source: the feed, or how many files.
        before: generation that the archive was in.
        generation: generation that it is in now.
        summary: what became of the articles; None when nothing was read.
        problem: why not; "" when all went well.
    """

    source: str
    before: int
    generation: int
    summary: Summary | None = None
    problem: str = ""


class Watch:
    """Keeps an archive up to date with folders, files, feeds and pages.

    What changed while nobody watched is found when it begins. What fails is tried again, later
    each time; what was committed stays.
    """

    def __init__(
        self,
        archive: Index,
        sources: Sequence[str | Path],
        *,
        report: Callable[[Commit], None],
        pace: Pace | None = None,
        prune: bool = False,
        settings: LoadSettings | None = None,
    ) -> None:
        """Get ready; `run` begins.

        Args:
            archive: to be kept up to date.
            sources: files, folders (recursively), and addresses of feeds or pages.
            report: told of each commit, and of what failed.
            pace: how soon to act.
            prune: whether the articles of a file that is deleted are removed.
            settings: how to read.

        Raises:
            DatelineError: a file or folder does not exist.
        """
        self._archive = archive
        self._report = report
        self._pace = pace or Pace()
        self._prune = prune
        self._settings = settings or LoadSettings()
        self._addresses = [str(each) for each in sources if is_address(each)]
        self._roots = [Path(each) for each in sources if not is_address(each)]
        for root in self._roots:
            if not root.exists():
                raise DatelineError(f"{root} does not exist; name a folder, a file or an address")
        self._files = Files(self._roots, self._pace)
        self._states = States(archive.folder)
        self._busy_until = 0.0
        self._now = 0.0
        self._locked = 0
        self._stop = threading.Event()

    def run(self, stop: threading.Event) -> None:
        """Watch until an event is set."""
        self._stop = stop
        self.begin()
        if not self._roots:
            while not stop.is_set():
                self.step((), time.time())
                stop.wait(self._pace.tick)
            return
        from watchfiles import watch

        for changes in watch(
            *self._roots,
            stop_event=stop,
            watch_filter=None,
            debounce=100,
            rust_timeout=int(self._pace.tick * 1000),
            yield_on_timeout=True,
            raise_interrupt=True,
        ):
            self.step([path for _, path in changes], time.time())

    def begin(self) -> None:
        """Bring the archive up to date with the files as they are now."""
        if self._roots:
            self._commit_files(self._roots, "files", time.time(), prune=self._prune)

    def step(self, changed: Iterable[str | Path], now: float) -> None:
        """Do what is due.

        Args:
            changed: files that something happened to.
            now: seconds since 1970.
        """
        if now < self._now:
            self._set_back(now)
        self._now = now
        self._files.heard(changed, now)
        if now < self._busy_until:
            return
        ready = self._files.ready(now)
        if ready:
            self._commit_ready(ready, now)
        for address in self._addresses:
            state = self._states[address]
            due = state.due <= now or state.due > now + self._pace.longest
            if not state.gone and due and now >= self._busy_until:
                self._commit_feed(address, now)

    def _set_back(self, now: float) -> None:
        """Wait for nothing by a clock that was set back: it might take days to come there again."""
        self._busy_until = now
        self._files.set_back(now)
        for address in self._addresses:
            self._states[address].due = min(self._states[address].due, now)

    def _commit_ready(self, ready: Sequence[Path], now: float) -> None:
        there = [path for path in ready if path.exists()]
        gone = [path for path in ready if not path.exists()]
        if gone and self._prune:
            if not self._commit_files(self._roots, "files", now, prune=True):
                return
        elif there:
            count = f"{len(there)} file{'s' if len(there) > 1 else ''}"
            if not self._commit_files(there, count, now, prune=False):
                return
        self._files.done(gone)

    def _commit_files(self, sources: Sequence[Path], name: str, now: float, *, prune: bool) -> bool:
        """Read files; return whether it came to a commit, or there was nothing to commit."""
        summary = self._tried(
            name,
            now,
            lambda: ingest(self._archive, sources, prune=prune, settings=self._settings),
        )
        if summary is None:
            return False
        refused = {each.name for each in summary.refused}
        for path in sources:
            again = str(path) in refused and self._files.failed(path, now)
            if not again:
                self._files.done([path])
        return True

    def _commit_feed(self, address: str, now: float) -> None:
        state = self._states[address]
        asked = ask_feed(address, state, self._settings, self._pace, self._stop.wait)
        wait = max(asked.wait, self._pace.every)
        if asked.problem:
            state.failures += 1
            wait = max(asked.wait, self._pace.every, self._pace.again(state.failures))
            self._failed(address, asked.problem + ("; not asked again" if state.gone else ""))
        elif asked.items is None:
            state.failures = 0
        else:
            items = list(asked.items)  # no page is waited for with the archive locked
            summary = self._tried(address, now, lambda: take(self._archive, items))
            if summary is None:
                return
            state.failures = 0
            state.seen = asked.seen or {}
            state.etag, state.modified = asked.etag, asked.modified
        state.due = now + min(wait, self._pace.longest)
        self._states.save()

    def _tried(self, source: str, now: float, work: Callable[[], Summary]) -> Summary | None:
        """Do a piece of work and tell of it; None when it has to be done again later."""
        before = self._archive.generation
        try:
            summary = work()
        except (IndexLockedError, DiskSpaceError) as error:
            self._locked += 1
            self._busy_until = now + self._pace.again(self._locked)
            self._failed(source, f"{error}; tried again in {self._busy_until - now:.0f} s")
            return None
        self._locked = 0
        if summary.changed or summary.refused:
            self._report(Commit(source, before, self._archive.generation, summary))
        return summary

    def _failed(self, source: str, problem: str) -> None:
        generation = self._archive.generation
        self._report(Commit(source, generation, generation, problem=problem))


def told(commit: Commit) -> str:
    """Return what a commit did in one line."""
    if commit.summary is None:
        return f"{commit.source}: {commit.problem}"
    summary = commit.summary
    counts = [
        f"{getattr(summary, name)} {name}"
        for name in ("added", "updated", "removed", "duplicates", "unchanged")
        if getattr(summary, name)
    ]
    reasons: list[Loaded | Refusal] = [*summary.refused[:3]]
    refused = [f"{len(summary.refused)} refused ({'; '.join(map(str, reasons))})"]
    return f"{commit.source}: {', '.join(counts + (refused if reasons else []))}"
