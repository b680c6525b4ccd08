"""One generation, opened for reading and kept alive while it is open."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.commit.publish import LEXICAL, REMOVED
from index.errors import IndexCorruptError
from index.filters import Filters
from index.find.texts import TEXTS, Texts
from index.folder.locks import Hold
from index.folder.manifest import Layout, Manifest
from index.folder.unchanged import Unchanged, files
from index.lexical.lexicon import Lexicon
from index.store.read import Store
from index.store.schema import connect_memory, connect_reader
from index.vectors.segment import Segment, Vectors

_ATTEMPTS = 100
_FILTERS_KEPT = 64
T = TypeVar("T")


class Snapshot:
    """Everything that one committed generation holds."""

    def __init__(
        self,
        manifest: Manifest,
        store: Store,
        lexicon: Lexicon,
        vectors: Vectors,
        texts: Texts | None,
        hold: Hold | None,
        files: Unchanged | None = None,
    ) -> None:
        """Put the parts together.

        Args:
            manifest: what the generation says of itself.
            store: its articles.
            lexicon: its postings.
            vectors: its vectors.
            texts: its searchable articles; None in an archive that has none (yet).
            hold: keeps its files from being removed.
            files: those of postings, vectors and texts; None where there are none.
        """
        self.manifest = manifest
        self.store = store
        self.lexicon = lexicon
        self.vectors = vectors
        self.texts = texts
        self._hold = hold
        self._files = files
        self._allowed: dict[Filters, Sequence[NDArray[np.bool_]]] = {}
        self._cached: dict[type[Any], Any] = {}
        self._caching = threading.RLock()

    def check(self) -> None:
        """Look whether postings and vectors are still as they were opened.

        Raises:
            IndexCorruptError: a file of them has changed, has gone, or was found damaged.
        """
        if self._files is not None:
            self._files.check()

    def allowed(self, filters: Filters) -> Sequence[NDArray[np.bool_]] | None:
        """Return for each segment the rows that filters let through; None for all."""
        if not filters:
            return None
        known = self._allowed.get(filters)
        if known is None:
            known = self.vectors.allow(self.store.keys(filters))
            if len(self._allowed) >= _FILTERS_KEPT:
                self._allowed.clear()
            self._allowed[filters] = known
        return known

    def rows(self, filters: Filters) -> Sequence[int] | None:
        """Return the keys of the articles that filters name; None where they name none."""
        if not filters.articles:
            return None
        found: list[int] = self.store.keys(Filters(articles=filters.articles)).tolist()
        return found

    def cached(self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one object of a type that is kept as long as the generation is open."""
        with self._caching:
            if kind not in self._cached:
                self._cached[kind] = make()
            found: T = self._cached[kind]
            return found

    def close(self) -> None:
        """Let the generation go."""
        if self._hold is not None:
            self._hold.release()


def open_snapshot(layout: Layout) -> Snapshot:
    """Open the committed generation; the empty one where nothing was ever committed.

    Raises:
        IndexCorruptError: a part of it is missing or cannot be read.
        IndexFormatError: it is of another version of the format.
    """
    for _ in range(_ATTEMPTS):
        number = layout.current()
        if not number:
            nothing = Vectors([], np.empty(0, np.int64))
            store = Store(connect_memory(), 0)
            return Snapshot(Manifest(), store, Lexicon(None), nothing, None, None)
        try:
            return _open(layout, number)
        except (OSError, ValueError, sqlite3.Error, IndexCorruptError) as error:
            if layout.current() == number:
                if isinstance(error, IndexCorruptError):
                    raise
                raise IndexCorruptError(
                    f"generation {number} of {layout.folder} cannot be opened ({error}); "
                    "run `dateline doctor --repair`"
                ) from error
    raise IndexCorruptError(f"{layout.folder} changes faster than it can be opened; try again")


def _open(layout: Layout, number: int) -> Snapshot:
    hold = Hold(layout.manifest(number))
    with contextlib.ExitStack() as undo:
        undo.callback(hold.release)
        manifest = layout.read_manifest(number)
        folder = layout.generation(number)
        removed = np.load(folder / REMOVED)
        segments = [Segment(layout.segment(entry.name)) for entry in manifest.segments]
        parts = files(folder, manifest.files)
        for entry in manifest.segments:
            parts += files(layout.segment(entry.name), entry.files)
        unchanged = Unchanged(parts)
        if left := unchanged.verify():
            threading.Thread(
                target=unchanged.go_on, args=(left,), name="checksums", daemon=True
            ).start()
        snapshot = Snapshot(
            manifest,
            Store(connect_reader(layout.database), number),
            Lexicon(folder / LEXICAL),
            Vectors(segments, removed),
            Texts(folder / TEXTS) if (folder / TEXTS).is_dir() else None,
            hold,
            unchanged,
        )
        undo.pop_all()
    return snapshot
