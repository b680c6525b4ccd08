"""The archive: what everything else sees of what holds the passages, a folder or an engine.

`Index` is the one thing that stands between `rag/` and a store. `index/embedded/` implements it
over a folder, `index/milvus/` over a Milvus server; the address says which.
"""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from index.article import Article
from index.commit.placing import Placing, Progress
from index.encode.base import Encoder
from index.errors import ArticleNotFoundError, EngineError
from index.filters import Filters
from index.folder.manifest import check_model
from index.ranked import fuse
from index.settings import IndexSettings
from index.store.reading import Reading
from index.store.records import SearchHit, Summary
from index.store.searching import NO_FILTERS
from index.text.validate import whole

if TYPE_CHECKING:
    from index.load.base import Refusal

_POOL = 50
AT_ONCE = 100
"""Articles that a writer learns of before the first of them is put."""
_LEAST = 4
"""Characters of an id that may stand for it."""
_SHOWN = 10
_SCHEME = "milvus:"


def in_engine(place: str | Path) -> bool:
    """Return whether an address is that of an engine, `milvus://host:port/collection`."""
    return str(place).startswith(_SCHEME)


def beside(place: str | Path) -> Path:
    """Return the folder in which files are kept beside an archive.

    Raises:
        EngineError: an engine holds the archive.
    """
    if in_engine(place):
        raise EngineError(
            f"{place} is an engine's, which keeps no files beside its articles; this needs an "
            "index folder"
        )
    return Path(place)


class Index(Reading):
    """An archive of articles.

    What is read is one committed generation: the newest when the index was opened, or that of
    the last `refresh`, `add`, `remove` or `compact` through this object. Reading is safe from
    several threads.
    """

    def __init__(self, settings: IndexSettings, encoder: Encoder | None) -> None:
        """Open what is committed; use `Index.open`."""
        self._settings = settings
        self._encoder = encoder
        self._guard = threading.RLock()

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        settings: IndexSettings | None = None,
        must_exist: bool = False,
        encoder: Encoder | None = None,
    ) -> Index:
        """Open an archive; a folder or collection that does not exist is an empty one.

        Nothing is written before the first `add`.

        Args:
            folder: where the index is or will be: a folder, or `milvus://host:port/collection`.
            settings: None for those of the environment.
            must_exist: whether a place without an index is an error.
            encoder: the embedding model; None loads the one that settings or index name.

        Raises:
            IndexNotFoundError: there is no index and `must_exist` is set.
            IndexFormatError: it was written in another version of the format.
            IndexCorruptError: it cannot be read.
            ModelMismatchError: it was built with another model.
            EngineError: the engine does not answer or does not let us in.
            DatelineError: the folder is a file, or the address is none.
        """
        if in_engine(folder):
            from index.milvus.archive import MilvusIndex

            return MilvusIndex.connect(
                str(folder), settings=settings, must_exist=must_exist, encoder=encoder
            )
        from index.embedded.archive import FolderIndex

        return FolderIndex.open_folder(
            Path(folder), settings=settings, must_exist=must_exist, encoder=encoder
        )

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

    @property
    @abstractmethod
    def place(self) -> str:
        """Where the index is, as it is named to a user."""

    @property
    def folder(self) -> Path:
        """The folder in which files are kept beside the archive.

        Raises:
            EngineError: an engine holds it.
        """
        return beside(self.place)

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
                self._encoder = check_model(self.manifest, load_encoder(name), self.place)
            return self._encoder

    def _check(self) -> None:
        """Hold the model that is to be used against that of the index.

        Raises:
            ModelMismatchError: it is another one.
        """
        model = self.manifest.model
        if model is None:
            return
        if self._encoder is not None:
            check_model(self.manifest, self._encoder, self.place)
        elif self._settings.model is not None and self._settings.model != model.name:
            _ = self.encoder

    def whole_id(self, beginning: str) -> str:
        """Return the id of the only article whose id is, or else begins with, some characters.

        Args:
            beginning: an id, or at least its first 4 characters.

        Raises:
            ArticleNotFoundError: there is no such article, or more than one.
        """
        if beginning in self:
            return beginning
        found = self.ids(beginning) if len(beginning) >= _LEAST else []
        if len(found) == 1:
            return found[0]
        if not found:
            raise ArticleNotFoundError(
                f"no article has the id {beginning!r}; `dateline list` shows those there are"
            )
        shown = ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        raise ArticleNotFoundError(
            f"{beginning!r} begins the ids of {len(found)} articles ({shown}); give more of it"
        )

    @abstractmethod
    def locked(self) -> AbstractContextManager[None]:
        """Hold the writer's lock.

        Raises:
            IndexLockedError: another process is writing.
        """

    @abstractmethod
    def writer(self, progress: Callable[[Progress], None] | None = None) -> Placing:
        """Return a write to be used with `with`; the caller holds the writer's lock.

        Args:
            progress: told how far the write is.
        """

    @abstractmethod
    def compact(self) -> int:
        """Give back the space of what was removed; return the bytes that are still held."""

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
            coming = iter(articles)
            while some := list(islice(coming, AT_ONCE)):
                writer.expect(some)
                for article in some:
                    summary.count(article if isinstance(article, Refusal) else writer.put(article))
        self.refresh()
        return summary

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out in one commit; return how many of the ids were there.

        Args:
            ids: several ids, or a single one.
        """
        if not self.exists():
            return 0
        wanted = [ids] if isinstance(ids, str) else list(ids)
        with self.locked(), self.writer() as writer:
            count = writer.remove(wanted)
        self.refresh()
        return count

    def search(self, query: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[SearchHit]:
        """Return the passages that both retrievers together find best, by reciprocal rank fusion.

        This is the simple search of an archive by itself: it knows nothing of questions. Answers,
        the page and programs that ask for passages use `rag.retrieve`, whose order is fitted and
        which reads a question's parts, outlets and wish for what is new.
        """
        k = max(0, k)
        pool = max(k, _POOL)
        vector = self.encoder.encode_texts([whole(query)])[0]
        lists = [self.dense(vector, pool, filters), self.lexical(query, pool, filters)]
        fused = fuse(lists, k)
        passages = self.passages(fused.ids.tolist())
        articles = self.articles_of([passage.article_id for passage in passages])
        hits = []
        for passage, score in zip(passages, fused.scores.tolist(), strict=True):
            article = articles[passage.article_id]
            text = article.text[passage.start : passage.end]
            hits.append(SearchHit(passage, article.id, article.title, score, text))
        return hits
