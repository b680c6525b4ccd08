"""One write to an archive: everything it does appears together, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from types import TracebackType

import numpy as np

from index.article import Article
from index.commit.placing import Placing, Progress
from index.commit.postings import Postings
from index.commit.publish import REMOVED, publish
from index.commit.recovery import adopt, recover
from index.encode.base import Encoder
from index.errors import IndexCorruptError
from index.folder.disk import require, sync
from index.folder.manifest import Counts, Layout, Manifest, Model, SegmentEntry, check_model
from index.settings import IndexSettings
from index.store.former import renew
from index.store.schema import close_writer, connect_writer
from index.store.write import Edit
from index.text.passages import CUTTING, Shape, Span, passage_context
from index.vectors.merge import Gathered, intact, merge, mergeable
from index.vectors.segment import Ints, Segment


class Writer(Placing):
    """A write to the archive of a folder."""

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
        self._gathered = Gathered()
        super().__init__(settings, encoder, progress, self._gathered)
        self._layout = layout
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
            renew(self._connection)
            self.edit = Edit(self._connection, self.number, self._settings.near_duplicates)
            self._postings = Postings(
                self._layout,
                self.base.generation,
                self.number,
                self._connection,
                named=self._settings.names,
            )
        except BaseException:
            self._connection.close()
            raise
        self._next_passage = self.base.next_passage
        self._shape = self.base.shape or Shape(
            passage_characters=self._settings.passage_characters,
            overlap_sentences=self._settings.overlap_sentences,
            cutting=CUTTING,
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
            close_writer(self._connection)

    def _drop(self, keys: Sequence[int], *, final: bool = False) -> None:
        if not keys:
            return
        for key in keys:
            self._dead.update(self.edit.remove(key, final=final))
        self._postings.remove(keys)

    def _index(self, key: int, article: Article, spans: Sequence[Span]) -> None:
        context = passage_context(article)
        first = self._next_passage
        self._next_passage += len(spans)
        self.edit.insert_passages(key, first, spans)
        self._postings.add(key, article, first, spans)
        for passage, span in enumerate(spans, start=first):
            text = article.text[span.start : span.end]
            self._text_bytes += len(text)
            self._queue(passage, key, context, text, span)

    def _model(self) -> Encoder:
        if self._encoder is None:
            self._encoder = check_model(self.base, self._load(), self._layout.folder)
        return self._encoder

    def _removed_before(self) -> set[int]:
        if not self.base.generation:
            return set()
        path = self._layout.generation(self.base.generation) / REMOVED
        return set(np.load(path).tolist())

    def _commit(self) -> None:
        self._embed()
        self._embedding.finish()
        require(
            self._layout.folder,
            self._settings.reserve_bytes + 2 * self._gathered.size + 3 * self._text_bytes,
        )
        articles, passages, digest = self.edit.totals(self.base)
        self._postings.seal(again=self._compacting)
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
        self._postings.abandon()
        if self._layout.current() < self.number:
            shutil.rmtree(self._layout.generation(self.number), ignore_errors=True)
