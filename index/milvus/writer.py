"""One write to an archive in Milvus: nobody sees any of it before the manifest is written."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeGuard

import numpy as np

from index.article import Article
from index.commit.placing import Placing, Progress
from index.commit.publish import installed_version
from index.encode.base import Encoded, Encoder
from index.errors import DatelineError, EngineError
from index.folder.manifest import Counts, Model, check_model
from index.milvus import manifest as manifests
from index.milvus.changes import Changes
from index.milvus.engine import Engine, Row
from index.milvus.manifest import EngineManifest
from index.milvus.recall import EngineEdit, Recall, working_rows
from index.milvus.recovery import purge, recover, set_alias
from index.milvus.rows import (
    FIELDS,
    most_sentences,
    number,
    pack_vectors,
    passage_row,
)
from index.milvus.schema import DENSE, Names, make_build
from index.settings import IndexSettings
from index.store.identity import Identity
from index.text.passages import CUTTING, Shape, Span, passage_context
from index.text.validate import problem

if TYPE_CHECKING:
    from index.load.base import Refusal

_log = logging.getLogger(__name__)

_FLUSH = 500
_LONGEST = 5000


def _sound(article: Article | Refusal) -> TypeGuard[Article]:
    return isinstance(article, Article) and problem(article) is None


class _Sink:
    """Passages that wait for their vectors, and go to Milvus with them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ready: list[Row] = []
        self.collection = ""
        self.waiting: dict[int, Row] = {}

    def add(self, ids: Sequence[int], articles: Sequence[int], encoded: Encoded) -> None:
        """Take in the vectors of passages."""
        for one, vector, sentences in zip(ids, encoded.passages, encoded.sentences, strict=True):
            row = self.waiting.pop(one)
            row[DENSE] = np.asarray(vector, np.float32).tolist()
            row["meanings"] = pack_vectors(np.asarray(sentences, np.float32))
            self._ready.append(row)
        if len(self._ready) >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what is ready."""
        self._engine.put(self.collection, self._ready)
        self._ready = []


class MilvusWriter(Placing):
    """A write to the archive of a Milvus server."""

    edit: EngineEdit

    def __init__(
        self,
        engine: Engine,
        names: Names,
        settings: IndexSettings,
        encoder: Callable[[], Encoder],
        progress: Callable[[Progress], None] | None = None,
        *,
        compacting: bool = False,
    ) -> None:
        """Prepare a write.

        Args:
            engine: the server.
            names: of the archive, whose writer's lease the caller holds.
            settings: how to cut and tie articles.
            encoder: gives the model when something has to be embedded.
            progress: told how far the write is.
            compacting: whether what was removed is taken out, changes or not.
        """
        self._sink = _Sink(engine)
        super().__init__(settings, encoder, progress, self._sink)
        self._engine = engine
        self._names = names
        self._compacting = compacting
        self._gone: list[int] = []
        self._terms: Counter[str] = Counter()
        self._lengths: Counter[str] = Counter()

    def __enter__(self) -> Self:
        """Undo what a crashed writer left, and begin."""
        self.base = manifests.read(self._engine, self._names) or EngineManifest()
        self.number = self.base.generation + 1
        self.build = self._next_build()
        recover(self._engine, self._names, self.base)
        self._shape = self.base.shape or Shape(
            passage_characters=self._settings.passage_characters,
            overlap_sentences=self._settings.overlap_sentences,
            cutting=CUTTING,
        )
        if self._shape.passage_characters > _LONGEST:
            raise DatelineError(
                f"passage_characters is {self._shape.passage_characters}; an archive in Milvus "
                f"takes passages of {_LONGEST} characters at most"
            )
        self._connection = working_rows()
        self._connection.execute("BEGIN")
        self._recall = Recall(self._engine, self._names, self._connection)
        self.edit = EngineEdit(
            self._connection, self.number, self._settings.near_duplicates, self._recall
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, unless an exception ended the block or nothing was changed."""
        try:
            if kind is None and self.edit.changed:
                self._commit()
            elif kind is None and self._compacting:
                purge(self._engine, self._names, self.base, self.base.generation)
            else:
                self._abandon()
        except BaseException:
            self._abandon()
            raise
        finally:
            self._connection.close()

    def _next_build(self) -> int:
        """Return the number of the collection that passages go to."""
        return self.base.build or 1

    def expect(self, articles: Sequence[Article | Refusal]) -> None:
        """Look up together what articles may meet that are about to be put."""
        known = [Identity.of(each) for each in articles if _sound(each)]
        named = {each.id or each.derived() for each in known}
        addresses = {each.address for each in known if each.address}
        texts = {each.text for each in known}
        self._recall.all_by({"id": named, "address": addresses, "text_key": texts})

    def _drop(self, keys: Sequence[int], *, final: bool = False) -> None:
        for key in keys:
            self.edit.remove(key, final=final)
            self._gone.append(key)

    def _cut(self, article: Article) -> list[Span]:
        """Cut an article, each passage with no more sentences than have room for their vectors."""
        most = most_sentences(self._model().dimension)
        spans: list[Span] = []
        for span in super()._cut(article):
            said = span.sentences
            runs = [said[begin : begin + most] for begin in range(0, len(said), most)]
            starts = [span.start, *(run[0][0] for run in runs[1:])]
            ends = [*(run[-1][1] for run in runs[:-1]), span.end]
            spans += map(Span, starts, ends, runs)
        return spans

    def _index(self, key: int, article: Article, spans: Sequence[Span]) -> None:
        context = passage_context(article)
        for span in spans:
            passage = number(key, span.start, span.end)
            row = passage_row(passage, key, article, span, self.number)
            self._count(row["words"], 1)
            self._sink.waiting[passage] = row
            self._queue(passage, key, context, article.text[span.start : span.end], span)

    def _count(self, words: str, sign: int) -> None:
        for field, line in zip(FIELDS, words.split("\n"), strict=True):
            held = line.split()
            self._lengths[field] += sign * len(held)
            for word in set(held):
                self._terms[f"{field}:{word}"] += sign

    def _model(self) -> Encoder:
        if self._encoder is None:
            self._encoder = check_model(self.base, self._load(), str(self._engine.address))
        return self._open_collection(self._encoder)

    def _open_collection(self, encoder: Encoder) -> Encoder:
        """Make the collection that passages go to where it is missing; return the model."""
        if not self._sink.collection:
            self._sink.collection = self._names.build(self.build)
            if not self._engine.has(self._sink.collection):
                make_build(self._engine, self._sink.collection, encoder.dimension)
        return encoder

    def _commit(self) -> None:
        self._embed()
        self._embedding.finish()
        if self._sink.collection:
            self._sink.flush()
        changes = Changes(self._engine, self._names, self._connection, self.number)
        changes.write_articles()
        for words in changes.end(self._gone, self._names.build(self.build)):
            self._count(words, -1)
        changes.write_versions()
        changes.write_terms(self._terms, self.base.generation)
        manifest = self._manifest(changes)
        manifests.write(self._engine, self._names, manifest)
        set_alias(self._engine, self._names, manifest.build)
        changes.write_files(self.edit.files.touched)
        purge(self._engine, self._names, manifest, self.base.generation - 1)

    def _manifest(self, changes: Changes) -> EngineManifest:
        articles, passages, digest = self.edit.totals(self.base)
        model = self.base.model
        if self._encoder is not None:
            model = Model(
                name=self._encoder.name,
                fingerprint=self._encoder.fingerprint,
                dimension=self._encoder.dimension,
            )
        lengths = Counter(self.base.lengths)
        lengths.update(self._lengths)
        return EngineManifest(
            dateline=installed_version(),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            generation=self.number,
            model=model,
            shape=self._shape,
            counts=Counts(
                articles=articles, passages=passages, vectors=passages, postings=passages
            ),
            articles=digest,
            build=self.build,
            outlets=changes.outlets(self.base.outlets),
            lengths=dict(lengths),
        )

    def _abandon(self) -> None:
        self._embedding.stop()
        try:
            recover(self._engine, self._names, self.base)
        except EngineError:
            _log.debug("the next writer takes away what is left", exc_info=True)
