"""Files into an archive: what changed is read, what is unchanged is known without parsing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from index.archive import AT_ONCE, Index, in_engine
from index.commit.placing import Placing, Progress
from index.folder.scans import keep_scan
from index.load import Found, Loaded, LoadSettings, Refusal, holds
from index.load.base import place_of
from index.load.run import Source, opened
from index.maintain.recut import recut
from index.store.identity import Identity, canonical_url, normalise
from index.store.records import Placed, Summary
from index.store.sources import ComingFile, gone, state_of

_log = logging.getLogger(__name__)

Reading: TypeAlias = Callable[
    [Sequence[str | Path], Callable[[Path], int | None]], Iterator[Source]
]

_MANY_BYTES = 1_000_000
"""Size of what is to be indexed from which the model is got ready while the first is read."""


class _Ingest:
    """One run over sources; commits every so many articles."""

    def __init__(
        self, index: Index, progress: Callable[[Progress], None] | None, reading: Reading | None
    ) -> None:
        self._index = index
        self._reading = reading
        self._report = progress
        self._before = Progress()
        self._seen = Progress()
        self._writer: Placing | None = None
        self._placed: set[str] = set()
        self.summary = Summary()

    def run(
        self, sources: list[str | Path], settings: LoadSettings | None, *, prune: bool
    ) -> Summary:
        self.summary.notices += recut(self._index, self._progress)
        self._before = self._seen
        return self.take(self._items(sources, settings), sources, prune=prune)

    def take(
        self,
        stream: Iterator[tuple[Loaded, ComingFile | None]],
        sources: list[str | Path],
        *,
        prune: bool,
    ) -> Summary:
        more = True
        while more:
            more = False
            with self._index.writer(self._progress) as writer:
                self._writer = writer
                if writer.number == 1 and holds(sources, _MANY_BYTES):
                    writer.prepare()
                for taken, (item, file) in enumerate(stream, start=1):
                    self._take(item, file)
                    if taken >= self._index.settings.commit_articles:
                        more = True
                        break
                else:
                    if prune:
                        self._prune(sources)
            self._before = self._seen
        self._index.refresh()
        return self.summary

    @property
    def _open(self) -> Placing:
        if self._writer is None:
            raise RuntimeError("no write is open")
        return self._writer

    def _progress(self, step: Progress) -> None:
        self._seen = Progress(
            self._before.articles + step.articles, self._before.passages + step.passages
        )
        if self._report is not None:
            self._report(self._seen)

    def _items(
        self, sources: list[str | Path], settings: LoadSettings | None
    ) -> Iterator[tuple[Loaded, ComingFile | None]]:
        """Yield what sources hold, less the files that are unchanged, each with its file.

        A file is remembered once all that it holds was taken.
        """
        for source in self._opened(sources, settings):
            file = self._file(source.path) if source.path is not None else None
            if file is not None and self._unchanged(file):
                self._keep(file)
                continue
            while some := list(islice(source.items, AT_ONCE)):
                self._open.expect(some)
                for item in some:
                    yield item, file
            if file is not None:
                self._remember(file)

    def _opened(self, sources: list[str | Path], settings: LoadSettings | None) -> Iterator[Source]:
        if self._reading is None:
            return opened(sources, settings)
        return self._reading(sources, self._known)

    def _known(self, path: Path) -> int | None:
        """Return how many articles an unchanged file holds; None when it is to be read."""
        file = self._file(path)
        if file is None or file.before is None or not self._unchanged(file):
            return None
        return len(file.before.articles)

    def _file(self, path: Path) -> ComingFile | None:
        """Return a file with what is known of it; None when it cannot be looked at."""
        location = place_of(path)
        before = self._open.edit.files.get(location)
        try:
            return ComingFile(location, before, state_of(path, before))
        except OSError:
            _log.debug("%s cannot be looked at", path, exc_info=True)
            return None

    def _unchanged(self, file: ComingFile) -> bool:
        """Return whether a file is as it was, and all its articles are still there."""
        before = file.before
        if before is None or before.sha256 != file.known.sha256 or not before.articles:
            return False
        return all(self._open.edit.key(each) is not None for each in before.articles)

    def _keep(self, file: ComingFile) -> None:
        """Count the articles of an unchanged file, and note when it was touched."""
        before = file.before
        articles = before.articles if before else ()
        self.summary.unchanged += len(articles)
        if before is not None and before.mtime_ns != file.known.mtime_ns:
            self._open.edit.put_file(file.location, replace(file.known, articles=articles))

    def _take(self, item: Loaded, file: ComingFile | None) -> None:
        if isinstance(item, Refusal):
            self.summary.count(item)
            if file is not None:
                file.whole = False
            return
        if item.partial and self._open.edit.find(Identity.of(item)) is not None:
            self.summary.unchanged += 1
            self.summary.notices += [
                f"{item.location}: {notice}; what is stored stays" for notice in item.notices
            ]
            return
        item = self._apart(self._named(item, file))
        placed = self._open.put(item)
        self.summary.count(placed)
        if not isinstance(placed, Refusal):
            self.summary.undated += item.date is None
            notices = [*item.notices, *self._replaced(placed, item.location)]
            self.summary.notices += [f"{item.location}: {notice}" for notice in notices]
            self._placed.add(placed.id)
            if not in_engine(self._index.place):
                keep_scan(self._index.folder, item)
            elif item.places:
                told = "where its lines stand on the scan is kept in index folders only"
                self.summary.notices.append(f"{item.location}: {told}")
        if file is None or item.location != file.location:
            return
        if isinstance(placed, Refusal):
            file.whole = False
        else:
            file.ids.append(placed.id)

    def _apart(self, item: Found) -> Found:
        """Take the id from a record whose number stands for another story somewhere else."""
        known = self._open.edit.find(Identity.of(item)) if item.local and item.id else None
        if known is None or known.state.sha256 == item.sha256:
            return item
        other = self._open.edit.files.other(item.id, item.location)
        if item.id not in self._placed and other is None:
            return item
        if known.state.url and item.url:
            alike = canonical_url(known.state.url) == canonical_url(item.url)
        else:
            alike = normalise(known.state.title) == normalise(item.title)
        return item if alike else replace(item, id="")

    def _replaced(self, placed: Placed, location: str) -> Iterator[str]:
        """Say when two sources give one id or address to different words."""
        if placed.outcome != "updated":
            return
        if placed.id in self._placed:
            yield f"another article with the id {placed.id} came before; this one replaced it"
            return
        other = self._open.edit.files.other(placed.id, location)
        if other is not None:
            yield f"the article {placed.id} is also in {other}; this version replaced that one"

    def _named(self, item: Found, file: ComingFile | None) -> Found:
        """A file that held one article without id and address still holds that one."""
        if item.id or item.url or file is None or file.before is None or file.ids:
            return item
        if item.location != file.location or len(file.before.articles) != 1:
            return item
        (former,) = file.before.articles
        if self._open.edit.key(former) is None or self._open.edit.files.other(
            former, file.location
        ):
            return item
        return replace(item, id=former)

    def _remember(self, file: ComingFile) -> None:
        """Note what a file holds, and take out the articles that it no longer does."""
        edit = self._open.edit
        former = file.before.articles if file.before else ()
        held = set(file.ids)
        gone = [each for each in former if each not in held]
        if not file.whole:
            if file.ids:
                known = tuple(dict.fromkeys((*former, *file.ids)))
                edit.put_file(file.location, replace(file.known, sha256="", articles=known))
            return
        edit.put_file(file.location, replace(file.known, articles=(*dict.fromkeys(file.ids),)))
        self._forget(gone, file.location)

    def _forget(self, ids: Iterable[str], location: str) -> None:
        alone = [each for each in ids if not self._open.edit.files.other(each, location)]
        self.summary.removed += self._open.remove(alone)

    def _prune(self, sources: list[str | Path]) -> None:
        for location in self._open.edit.files.below(map(place_of, sources)):
            if not gone(location):
                continue
            before = self._open.edit.files.get(location)
            self._open.edit.drop_file(location)
            self._forget(before.articles if before else (), location)


def ingest(
    index: Index,
    sources: Iterable[str | Path],
    *,
    prune: bool = False,
    settings: LoadSettings | None = None,
    progress: Callable[[Progress], None] | None = None,
    reading: Reading | None = None,
) -> Summary:
    """Bring an archive up to date with files and folders.

    Articles are committed in batches of `commit_articles`, so that an interruption loses little;
    a file is only taken for known once all of it is in.

    Args:
        index: the archive.
        sources: files, folders (recursively) and addresses.
        prune: whether articles whose file below `sources` has gone are removed.
        settings: how to read the sources.
        progress: told how far the work is.
        reading: opens sources in the place of `index.load`; asked with what says of an unchanged
            file how many articles it holds.

    Raises:
        IndexLockedError: another process is writing.
        DiskSpaceError: there is no room; what was committed stays.
    """
    with index.locked():
        return _Ingest(index, progress, reading).run(list(sources), settings, prune=prune)


def take(
    index: Index,
    items: Iterable[Loaded],
    *,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Bring an archive up to date with what a loader gave, as `ingest` does with what it loads.

    Args:
        index: the archive.
        items: articles and refusals; of no file that is to be remembered.
        progress: told how far the work is.

    Raises:
        IndexLockedError: another process is writing.
        DiskSpaceError: there is no room; what was committed stays.
    """
    with index.locked():
        return _Ingest(index, progress, None).take(
            ((item, None) for item in items), [], prune=False
        )
