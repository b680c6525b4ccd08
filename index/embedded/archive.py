"""An archive in a folder, read and written in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.archive import Index
from index.commit.placing import Progress
from index.commit.recovery import held, sweep, vacuum
from index.commit.snapshot import open_snapshot
from index.commit.writer import Writer
from index.encode.base import Encoder
from index.errors import IndexNotFoundError
from index.folder.disk import guarded, made
from index.folder.locks import writing
from index.folder.manifest import Layout
from index.reader import Reader
from index.settings import IndexSettings


class FolderIndex(Reader, Index):
    """An archive of articles in a folder.

    What is read is one committed generation: the newest when the index was opened, or that of
    the last `refresh`, `add`, `remove` or `compact` through this object. Reading is safe from
    several threads.
    """

    def __init__(
        self, layout: Layout, settings: IndexSettings, encoder: Encoder | None = None
    ) -> None:
        """Open the newest generation; use `Index.open`."""
        self._layout = layout
        Index.__init__(self, settings, encoder)
        Reader.__init__(self, open_snapshot(layout))

    @classmethod
    def open_folder(
        cls,
        folder: Path,
        *,
        settings: IndexSettings | None = None,
        must_exist: bool = False,
        encoder: Encoder | None = None,
    ) -> FolderIndex:
        """Open the archive of a folder; the arguments and errors are those of `Index.open`."""
        layout = Layout(folder)
        if layout.folder.is_file():
            layout.check_place()
        if must_exist and not layout.exists():
            raise IndexNotFoundError(
                f"there is no index in {folder}; make one with `dateline index PATH --index "
                f"{folder}`"
            )
        index = cls(layout, settings or IndexSettings(), encoder)
        index._check()
        return index

    def close(self) -> None:
        """Let the generation go, so that its files may be cleared away."""
        self._snapshot.close()

    @property
    def folder(self) -> Path:
        """Where the index is."""
        return self._layout.folder

    @property
    def place(self) -> str:
        """The folder, as it is named to a user."""
        return str(self.folder)

    def newest(self) -> int:
        """Return the number of the newest committed generation, read here or not."""
        return self._layout.current()

    def refresh(self) -> bool:
        """Move to the newest committed generation; return whether there was a newer one."""
        with self._guard:
            if self._layout.current() == self.generation:
                return False
            self._snapshot = open_snapshot(self._layout)
            return True

    def writer(
        self, progress: Callable[[Progress], None] | None = None, *, compacting: bool = False
    ) -> Writer:
        """Return a write to be used with `with`; the caller holds the writer lock.

        Args:
            progress: told how far the write is.
            compacting: whether what was removed goes out of all files, changes or not.
        """
        return Writer(
            self._layout, self._settings, lambda: self.encoder, progress, compacting=compacting
        )

    def exists(self) -> bool:
        """Return whether anything was ever committed here."""
        return self._layout.exists()

    def compact(self) -> int:
        """Give back the space of what was removed, as far as no reader still sees it.

        Returns:
            Bytes of files that only another process still reads; the first write after it has
            ended removes them.
        """
        if not self._layout.exists():
            return 0
        from index.store.schema import connect_writer

        with self.locked():
            with self.writer(compacting=True):
                pass
            self.refresh()
            with closing(connect_writer(self._layout.database)) as connection:
                vacuum(connection, sweep(self._layout, self.generation))
            return held(self._layout, self.manifest)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer lock, making the folder where there is none.

        A folder that was made for it does not stay when nothing is committed.

        Raises:
            IndexLockedError: another process is writing.
        """
        self._layout.check_place()
        lock = writing(self.folder, self._settings.lock_timeout)
        with guarded(self.folder), made(self.folder), lock, self._layout.provisional():
            yield
            # What this object read until now is the last to hold the former generation.
            self.refresh()
            if self.generation:
                sweep(self._layout, self.generation)
