"""One write to an archive: everything it does appears together, or not at all."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from index.article import Article
from index.commit.embedding_queue import Embedding
from index.commit.publish import LEXICAL, REMOVED, publish
from index.commit.recovery import adopt, recover
from index.encode.base import Encoder, PassageText
from index.errors import IndexCorruptError
from index.folder.disk import link_tree, require, sync
from index.folder.manifest import Counts, Layout, Manifest, Model, SegmentEntry, check_model
from index.lexical.lexicon import LexiconWriter
from index.lexical.postings import posting, rebuild
from index.settings import IndexSettings
from index.store.identity import Identity
from index.store.records import Placed
from index.store.schema import connect_writer
from index.store.write import Edit
from index.text.passages import Shape, Span, cut_article, passage_context
from index.text.validate import problem
from index.vectors.merge import Gathered, intact, merge, mergeable
from index.vectors.segment import Ints, Segment

if TYPE_CHECKING:
    from index.load.base import Refusal


_FIRST = 96
"""Passages of the first batch: with it the model is got ready while more is read."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a write is: articles looked at, passages embedded so far."""

    articles: int = 0
    passages: int = 0


class Writer:
    """A write in progress; to be used with `with`, under the writer lock.

    Leaving the block commits; an exception leaves the archive as it was.
    """

    def __init__(
        self,
        layout: Layout,
        settings: IndexSettings,
        encoder: Callable[[], Encoder],
        progress: Callable[[Progress], None] | None = None,
        *,
        compacting: bool = False,
    ) -> None:
        """Prepare a write.

        Args:
            layout: the index; its folder exists and is locked.
            settings: how to cut and tie articles.
            encoder: gives the model when something has to be embedded.
            progress: told how far the write is.
            compacting: whether what was removed goes out of all files, changes or not.
        """
        self._layout = layout
        self._settings = settings
        self._load = encoder
        self._progress = progress
        self._done = Progress()
        self._encoder: Encoder | None = None
        self._lexicon: LexiconWriter | None = None
        self._pending: list[tuple[int, int, PassageText]] = []
        self._batch = min(_FIRST, settings.encode_batch)
        self._gathered = Gathered()
        self._embedding = Embedding(self._gathered, lambda count: self._advance(passages=count))
        self._counting = threading.Lock()
        self._text_bytes = 0
        self._compacting = compacting

    def __enter__(self) -> Writer:
        """Undo what a crashed writer left, and begin."""
        require(self._layout.folder, self._settings.reserve_bytes)
        self._connection = connect_writer(self._layout.database)
        try:
            number = self._layout.current() or adopt(self._layout, self._connection)
            self.base = self._layout.read_manifest(number) if number else Manifest()
            self.number = number + 1
            recover(self._layout, self._connection, number)
            self._connection.execute("BEGIN IMMEDIATE")
            self.edit = Edit(self._connection, self.number, self._settings.near_duplicates)
        except BaseException:
            self._connection.close()
            raise
        self._next_passage = self.base.next_passage
        self._shape = self.base.shape or Shape(
            passage_characters=self._settings.passage_characters,
            overlap_sentences=self._settings.overlap_sentences,
        )
        self._dead = self._removed_before()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, unless an exception ended the block or nothing was changed."""
        try:
            if kind is None and (self.edit.changed or self._compacting):
                self._commit()
            else:
                self._abandon()
        except BaseException:
            self._abandon()
            raise
        finally:
            self._connection.close()

    def prepare(self) -> None:
        """Get the model ready for many passages while the first articles are read."""
        self._embedding.prepare(self._model())

    def put(self, article: Article) -> Placed | Refusal:
        """Add an article, or put it in the place of its earlier version."""
        from index.load.base import Refusal

        if not isinstance(article, Article):
            raise TypeError(f"an Article is expected, not {type(article).__name__}")
        self._advance(articles=1)
        reason = problem(article)
        if reason is not None:
            return Refusal(str(article.id or article.url or article.title or "article"), reason)
        identity = Identity.of(article)
        known = self.edit.find(identity)
        if known is not None:
            article = replace(article, id=known.id)
            if self.edit.same(known, article):
                repeated = not identity.id and known.id in self.edit.touched
                return Placed("duplicates" if repeated else "unchanged", known.id)
            if not identity.id and identity.address is None:
                return Placed("duplicates", known.id)
            self._drop([known.key])
        else:
            article = replace(article, id=identity.id or self.edit.free_id(identity))
        spans = cut_article(article, self._shape, self._settings)
        key = self.edit.insert(article, identity, len(spans), updated=known is not None)
        self._index(key, article, spans)
        return Placed("added" if known is None else "updated", article.id)

    def remove(self, ids: Sequence[str]) -> int:
        """Take articles out; ids that are not there are passed over. Returns how many went."""
        keys = [key for each in dict.fromkeys(ids) if (key := self.edit.key(each)) is not None]
        self._drop(keys, final=True)
        return len(keys)

    def _drop(self, keys: Sequence[int], *, final: bool = False) -> None:
        if not keys:
            return
        for key in keys:
            self._dead.update(self.edit.remove(key, final=final))
        self._postings().remove(keys)

    def _index(self, key: int, article: Article, spans: Sequence[Span]) -> None:
        context = passage_context(article)
        first = self._next_passage
        self._next_passage += len(spans)
        self.edit.insert_passages(key, first, spans)
        for passage, span in enumerate(spans, start=first):
            text = article.text[span.start : span.end]
            self._text_bytes += len(text)
            self._postings().add([posting(passage, key, article, text)])
            local = tuple((start - span.start, end - span.start) for start, end in span.sentences)
            self._pending.append((passage, key, PassageText(context, text, local)))
            if len(self._pending) >= self._batch:
                self._embed()
                self._batch = self._settings.encode_batch

    def _embed(self) -> None:
        if not self._pending:
            return
        ids, keys, texts = (list(each) for each in zip(*self._pending, strict=True))
        self._pending = []
        self._embedding.put(self._model(), ids, keys, texts)

    def _model(self) -> Encoder:
        if self._encoder is None:
            self._encoder = check_model(self.base, self._load(), self._layout)
        return self._encoder

    def _postings(self) -> LexiconWriter:
        if self._lexicon is None:
            folder = self._layout.generation(self.number) / LEXICAL
            if self.base.generation:
                link_tree(self._layout.generation(self.base.generation) / LEXICAL, folder)
            else:
                folder.mkdir(parents=True)
            self._lexicon = LexiconWriter(folder)
        return self._lexicon

    def _removed_before(self) -> set[int]:
        if not self.base.generation:
            return set()
        path = self._layout.generation(self.base.generation) / REMOVED
        return set(np.load(path).tolist())

    def _advance(self, *, articles: int = 0, passages: int = 0) -> None:
        with self._counting:
            self._done = Progress(self._done.articles + articles, self._done.passages + passages)
            if self._progress is not None:
                self._progress(self._done)

    def _commit(self) -> None:
        self._embed()
        self._embedding.finish()
        require(
            self._layout.folder,
            self._settings.reserve_bytes + 2 * self._gathered.size + 3 * self._text_bytes,
        )
        articles, passages, digest = self.edit.totals(self.base)
        self._seal_postings()
        segments, next_segment = self._segments()
        model = self.base.model
        if self._encoder is not None:
            model = Model(
                name=self._encoder.name,
                fingerprint=self._encoder.fingerprint,
                dimension=self._encoder.dimension,
            )
        manifest = Manifest(
            generation=self.number,
            model=model,
            shape=self._shape,
            counts=Counts(articles=articles, passages=passages),
            articles=digest,
            next_passage=self._next_passage,
            next_segment=next_segment,
            segments=tuple(segments),
        )
        publish(self._layout, self._connection, manifest, self._dead, self.base.files)

    def _seal_postings(self) -> None:
        postings = self._postings()
        postings.commit()
        self._lexicon = None
        if self._compacting:
            folder = self._layout.generation(self.number) / LEXICAL
            rebuild(self._connection, self.number, folder)

    def _segments(self) -> tuple[list[SegmentEntry], int]:
        entries = list(self.base.segments)
        number = self.base.next_segment
        if self._gathered.ids:
            entries.append(self._gathered.write(self._layout.segment(f"{number:06d}")))
            number += 1
        taken = len(entries) if self._compacting else mergeable([each.count for each in entries])
        if taken and (taken > 1 or self._dead):
            for each in entries[-taken:]:
                if not intact(self._layout.segment(each.name), each.files):
                    raise IndexCorruptError(
                        f"{self._layout.segment(each.name)} is not as it was committed; run "
                        "`dateline doctor --repair`, nothing was changed"
                    )
            parts = [Segment(self._layout.segment(each.name)) for each in entries[-taken:]]
            dead: Ints = np.array(sorted(self._dead), np.int64)
            merged = merge(self._layout.segment(f"{number:06d}"), parts, dead)
            for part in parts:
                self._dead.difference_update(part.ids.tolist())
            entries = [*entries[:-taken], *([merged] if merged else [])]
            number += 1
        if entries:
            sync(self._layout.vectors)
        return entries, number

    def _abandon(self) -> None:
        self._embedding.stop()
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        if self._lexicon is not None:
            self._lexicon.abandon()
            self._lexicon = None
        if self._layout.current() < self.number:
            shutil.rmtree(self._layout.generation(self.number), ignore_errors=True)
