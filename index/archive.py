"""The archive: what everything else sees of an index folder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from index.article import Article
from index.commit.recovery import held, sweep, vacuum
from index.commit.snapshot import open_snapshot
from index.commit.writer import Progress, Writer
from index.encode.base import Encoder
from index.errors import IndexNotFoundError
from index.filters import Filters
from index.folder.disk import guarded, made
from index.folder.locks import writing
from index.folder.manifest import Layout, check_model
from index.ranked import fuse
from index.reader import NO_FILTERS, Reader
from index.settings import IndexSettings
from index.store.records import SearchHit, Summary
from index.text.validate import whole

if TYPE_CHECKING:
    from index.load.base import Refusal

_POOL = 50


class Index(Reader):
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
        self._settings = settings
        self._encoder = encoder
        self._guard = threading.RLock()
        super().__init__(open_snapshot(layout))

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        settings: IndexSettings | None = None,
        must_exist: bool = False,
        encoder: Encoder | None = None,
    ) -> Index:
        """Open an archive; a folder that does not exist is an empty one.

        Nothing is written before the first `add`.

        Args:
            folder: where the index is or will be.
            settings: None for those of the environment.
            must_exist: whether a folder without an index is an error.
            encoder: the embedding model; None loads the one that settings or index name.

        Raises:
            IndexNotFoundError: there is no index and `must_exist` is set.
            IndexFormatError: it was written in another version of the format.
            IndexCorruptError: it cannot be read.
            ModelMismatchError: it was built with another model.
            DatelineError: the folder is a file.
        """
        layout = Layout(Path(folder))
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

    def _check(self) -> None:
        model = self.manifest.model
        if model is None:
            return
        if self._encoder is not None:
            check_model(self.manifest, self._encoder, self._layout)
        elif self._settings.model is not None and self._settings.model != model.name:
            _ = self.encoder

    def __enter__(self) -> Index:
        """Return the index itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Let the generation go, so that its files may be cleared away."""
        self._snapshot.close()

    @property
    def folder(self) -> Path:
        """Where the index is."""
        return self._layout.folder

    @property
    def settings(self) -> IndexSettings:
        """The settings that it was opened with."""
        return self._settings

    @property
    def encoder(self) -> Encoder:
        """The embedding model, loaded on first use.

        Raises:
            ModelMismatchError: it is not the one that the index was built with.
            ModelError: it cannot be loaded.
        """
        with self._guard:
            if self._encoder is None:
                from index.encode import load_encoder

                model = self.manifest.model
                name = self._settings.model or (model.name if model else None)
                self._encoder = check_model(self.manifest, load_encoder(name), self._layout)
            return self._encoder

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

    def add(
        self,
        articles: Iterable[Article | Refusal],
        *,
        progress: Callable[[Progress], None] | None = None,
    ) -> Summary:
        """Add or update articles in one commit.

        An article is the same as a stored one when its id is; without an id, when its canonical
        URL is; without either, when its normalised text is.

        Args:
            articles: articles, and what a loader refused, which goes into the summary.
            progress: told how far the work is.

        Raises:
            IndexLockedError: another process is writing.
            DiskSpaceError: there is no room; nothing was changed.
        """
        from index.load.base import Refusal

        summary = Summary()
        with self.locked(), self.writer(progress) as writer:
            for article in articles:
                summary.count(article if isinstance(article, Refusal) else writer.put(article))
        self.refresh()
        return summary

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out in one commit; return how many of the ids were there.

        Args:
            ids: several ids, or a single one.
        """
        if not self._layout.exists():
            return 0
        wanted = [ids] if isinstance(ids, str) else list(ids)
        with self.locked(), self.writer() as writer:
            count = writer.remove(wanted)
        self.refresh()
        return count

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

    def search(self, query: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[SearchHit]:
        """Return the passages that both retrievers together find best, by reciprocal rank fusion.

        This is the simple search of an archive by itself: it knows nothing of questions. Answers,
        the page and programs that ask for passages use `rag.retrieve`, whose order is fitted and
        which reads a question's parts, outlets and wish for what is new.
        """
        snapshot = self._snapshot
        k = max(0, k)
        pool = max(k, _POOL)
        vector = self.encoder.encode_texts([whole(query)])[0]
        lists = [
            snapshot.vectors.search(vector, pool, snapshot.allowed(filters)),
            snapshot.lexicon.search(query, pool, filters),
        ]
        fused = fuse(lists, k)
        hits = []
        for passage, score in zip(
            snapshot.store.passages(fused.ids.tolist()), fused.scores.tolist(), strict=True
        ):
            article = snapshot.store.article(passage.article_id)
            text = article.text[passage.start : passage.end]
            hits.append(SearchHit(passage, article.id, article.title, score, text))
        return hits
