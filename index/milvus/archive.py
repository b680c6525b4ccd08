"""An archive in a Milvus server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TypeVar

import numpy as np

from index.archive import Index
from index.article import Article, Passage
from index.commit.placing import Progress
from index.encode.base import Encoder, Float32
from index.errors import ArticleNotFoundError, IndexNotFoundError
from index.filters import Filters
from index.find.listed import Listed
from index.milvus import manifest as manifests
from index.milvus.bm25 import lexical
from index.milvus.engine import Engine
from index.milvus.lease import holding
from index.milvus.manifest import EngineManifest
from index.milvus.rows import limits, quoted, to_info, to_passage, unpack_vectors
from index.milvus.schema import DENSE, Names
from index.milvus.settings import Address, MilvusSettings
from index.milvus.view import View
from index.milvus.writer import MilvusWriter
from index.names.article import Name
from index.ranked import Ranked
from index.settings import IndexSettings
from index.store.records import ArticleInfo, Version
from index.store.searching import NO_FILTERS
from index.text.terms import terms

T = TypeVar("T")
_AT_ONCE = 100


class MilvusIndex(Index):
    """An archive whose articles and passages a Milvus server holds."""

    def __init__(
        self, engine: Engine, settings: IndexSettings, encoder: Encoder | None = None
    ) -> None:
        """Open the newest generation; use `Index.open`."""
        super().__init__(settings, encoder)
        self._engine = engine
        self._names = Names(engine.address.name)
        self._view = self._newest_view()

    @classmethod
    def connect(
        cls,
        address: str,
        *,
        settings: IndexSettings | None = None,
        must_exist: bool = False,
        encoder: Encoder | None = None,
    ) -> MilvusIndex:
        """Open the archive of an address; the arguments and errors are those of `Index.open`."""
        engine = Engine(Address.parse(address), MilvusSettings())
        index = cls(engine, settings or IndexSettings(), encoder)
        if must_exist and not index.exists():
            index.close()
            raise IndexNotFoundError(
                f"there is no index in {address}; make one with `dateline index PATH --index "
                f"{address}`"
            )
        index._check()
        return index

    @property
    def connection(self) -> tuple[Engine, Names]:
        """The server, and what the archive's collections are called."""
        return self._engine, self._names

    def collection_of(self, build: int) -> str:
        """Return the collection that holds the passages of a build."""
        return self._names.build(build)

    def _newest_view(self) -> View:
        found = manifests.read(self._engine, self._names)
        return View(self._engine, self._names, found or EngineManifest())

    @property
    def place(self) -> str:
        """The address."""
        return str(self._engine.address)

    @property
    def manifest(self) -> EngineManifest:
        """What the generation says of itself."""
        return self._view.manifest

    @property
    def generation(self) -> int:
        """Number of the generation that is read; 0 for an archive that was never written."""
        return self._view.manifest.generation

    @property
    def passage_count(self) -> int:
        """The number of passages."""
        return self._view.manifest.counts.passages

    def __len__(self) -> int:
        """Return the number of articles."""
        return self._view.manifest.counts.articles

    def __contains__(self, article_id: object) -> bool:
        """Return whether there is an article with an id."""
        return isinstance(article_id, str) and bool(
            self._view.infos(f"id in {quoted([article_id])}", ("id",))
        )

    def exists(self) -> bool:
        """Return whether anything was ever committed here."""
        return self.generation > 0

    def close(self) -> None:
        """Let the connection go."""
        self._engine.close()

    def newest(self) -> int:
        """Return the number of the newest committed generation, read here or not."""
        return manifests.newest(self._engine, self._names)

    def refresh(self) -> bool:
        """Move to the newest committed generation; return whether there was a newer one."""
        with self._guard:
            newer = self._newest_view()
            if newer.manifest.generation == self.generation:
                return False
            self._view = newer
            return True

    def cached(self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one object of a type that is kept beside this generation."""
        return self._view.cached(kind, make)

    def article(self, article_id: str) -> Article:
        """Return a whole article.

        Raises:
            ArticleNotFoundError: there is none with this id.
        """
        found = self._view.texts([article_id])
        if article_id not in found:
            raise ArticleNotFoundError(
                f"no article has the id {article_id!r}; `dateline list` shows those there are"
            )
        return found[article_id]

    def ids(self, beginning: str) -> list[str]:
        """Return the ids that begin so, sorted."""
        plain = beginning.replace("\\", "").replace("%", r"\%").replace("_", r"\_")
        rows = self._view.infos(f"id like {quoted([plain + '%'])[1:-1]}", ("id",))
        return sorted(row["id"] for row in rows if row["id"].startswith(beginning))

    def articles_of(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return whole articles by id; one that there is not is left out."""
        return self._view.texts(ids) if ids else {}

    def articles(self, filters: Filters | None = None) -> list[ArticleInfo]:
        """Return the articles that filters let through, without texts, newest first."""
        found = [to_info(row) for row in self._view.infos(limits(filters or NO_FILTERS, "id"))]
        found.sort(key=lambda info: info.id)
        found.sort(key=lambda info: info.date.toordinal() if info.date else 0, reverse=True)
        return found

    def whole_articles(self) -> Iterator[Article]:
        """Yield every article with its text, in the order in which they came."""
        rows = self._view.infos(fields=("id", "added", "key"))
        ids = [row["id"] for row in sorted(rows, key=lambda row: (row["added"], row["key"]))]
        for begin in range(0, len(ids), _AT_ONCE):
            found = self._view.texts(ids[begin : begin + _AT_ONCE])
            yield from (found[each] for each in ids[begin : begin + _AT_ONCE])

    def sources(self) -> list[str]:
        """Return the outlets, sorted, each in the spelling that is seen most."""
        spellings = self._view.manifest.outlets.values()
        chosen = [min(each, key=lambda one: (-each[one], one)) for each in spellings if each]
        return sorted(chosen, key=str.casefold)

    def last_day(self) -> date | None:
        """Return the day of the newest article; None where none has one."""
        return self._view.last_day()

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return passages by id, in the order asked for."""
        return [to_passage(row) for row in self._view.passages(ids)]

    def article_passages(self, article_id: str) -> list[Passage]:
        """Return an article's passages in reading order."""
        keys = [row["key"] for row in self._view.infos(f"id in {quoted([article_id])}", ("key",))]
        if not keys:
            return []
        fields = ("id", "article", "start", "stop", "sentences")
        condition = f"key in {quoted(keys)} and {self._view.seen}"
        rows = self._engine.rows(self._view.collection, condition, fields)
        return sorted(map(to_passage, rows), key=lambda passage: passage.start)

    def also(self, article_id: str) -> list[str]:
        """Return the ids of the other articles with the same origin, oldest first."""
        return list(self._view.also(article_id))

    def versions(self, article_id: str) -> list[Version]:
        """Return the states that an article was in, oldest first."""
        return self._view.versions(article_id)

    @property
    def finder(self) -> Listed:
        """The searches of this generation."""
        return Listed(self)

    def article_names(self, article_id: str) -> list[Name]:
        """Return nothing: no names are kept in an engine."""
        return []

    def terms(self, text: str) -> list[str]:
        """Return a text's terms as the lexical index has them."""
        return terms(text)

    def document_frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each of some terms stands; the server is asked once."""
        found = self._view.frequencies([f"text:{term}" for term in terms])
        return {term: found[f"text:{term}"] for term in terms}

    def passage_vectors(self, ids: Sequence[int]) -> Float32:
        """Return the vectors of passages, shape (len(ids), dimension)."""
        rows = [row[DENSE] for row in self._view.passages(ids)]
        return np.array(rows, np.float32) if rows else np.empty((0, 0), np.float32)

    def sentence_vectors(self, ids: Sequence[int]) -> list[Float32]:
        """Return for each passage the vectors of its sentences, a row a sentence."""
        model = self._view.manifest.model
        dimension = model.dimension if model else 0
        return [unpack_vectors(row["meanings"], dimension) for row in self._view.passages(ids)]

    def dense(self, vector: Float32, k: int, filters: Filters = NO_FILTERS) -> Ranked:
        """Return the k passages nearest to a unit vector, by cosine, best first."""
        return self._view.nearest(vector, k, filters)

    def lexical(
        self,
        query: str,
        k: int,
        filters: Filters = NO_FILTERS,
        *,
        weights: Mapping[str, float] | None = None,
    ) -> Ranked:
        """Return the k passages that answer to a query's terms, by BM25, best first."""
        return lexical(self._view, query, k, filters, weights)

    def locked(self) -> AbstractContextManager[None]:
        """Hold the writer's lease.

        Raises:
            IndexLockedError: another process is writing.
        """
        return holding(self._engine, self._names, self._settings.lock_timeout)

    def writer(
        self, progress: Callable[[Progress], None] | None = None, *, compacting: bool = False
    ) -> MilvusWriter:
        """Return a write to be used with `with`; the caller holds the writer's lease."""
        return MilvusWriter(
            self._engine,
            self._names,
            self._settings,
            lambda: self.encoder,
            progress,
            compacting=compacting,
        )

    def compact(self) -> int:
        """Take the rows of what was removed out; Milvus gives back the space in its own time.

        What the server holds in memory it writes to segments, which it has indexes for: Milvus Lite
        would index what is in memory anew for every search.
        """
        if not self.exists():
            return 0
        with self.locked(), self.writer(compacting=True):
            pass
        self.refresh()
        for name in (self._names.articles, self._names.terms, self._view.collection):
            self._engine.flush(name)
        return 0
