"""Mending an archive: what is derived is built again from the articles that are stored."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from index.archive import in_engine
from index.commit.placing import Progress
from index.commit.publish import LEXICAL, publish
from index.commit.recovery import undo
from index.encode.base import Encoder, PassageText
from index.errors import IndexCorruptError
from index.filters import Filters
from index.find import texts
from index.find.texts import TEXTS, Texts
from index.folder.disk import guarded, link_tree, require
from index.folder.locks import writing
from index.folder.manifest import Layout, Manifest, SegmentEntry, check_model
from index.lexical.lexicon import Lexicon
from index.lexical.postings import rebuild
from index.maintain.doctor import Report, cuts_right, doctor
from index.settings import IndexSettings
from index.store.read import Store
from index.store.schema import connect_writer
from index.store.write import insert_passages
from index.text.passages import cut_article, passage_context
from index.vectors.merge import Gathered, intact
from index.vectors.segment import Segment

_log = logging.getLogger(__name__)

_ELSEWHERE = "index the sources again into another folder or `dateline import` an export"


def repair(
    folder: str | Path,
    *,
    settings: IndexSettings | None = None,
    encoder: Encoder | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Build vectors and postings again where they are damaged; only what is lost is embedded.

    Texts cannot be built again: a damaged one stays in the report.

    Args:
        folder: the index folder, or the address of an engine: there all passages are made again
            in a new collection, with the model that the settings name, and readers move to it at
            once.
        settings: None for those of the environment.
        encoder: the embedding model; None loads the index's own, and only when it is needed.
        progress: told how many passages were embedded.

    Returns:
        What `doctor` finds afterwards, with what was repaired.

    Raises:
        IndexCorruptError: the database is missing or damaged; nothing was changed.
    """
    settings = settings or IndexSettings()
    if in_engine(folder):
        from index.milvus.rebuild import rebuild as build_again

        done = build_again(str(folder), settings, encoder, progress)
        report = doctor(folder)
        report.repaired = [done]
        return report
    layout = Layout(Path(folder))
    if not layout.database.is_file():
        raise IndexCorruptError(
            f"{layout.database} is missing and with it every text; put it back from a copy, or "
            f"{_ELSEWHERE}"
        )
    with guarded(layout.folder), writing(layout.folder, settings.lock_timeout):
        require(layout.folder, settings.reserve_bytes)
        try:
            with closing(connect_writer(layout.database)) as connection:
                mender = _Mender(layout, connection, settings, encoder, progress)
                mender.run()
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, IndexCorruptError) as error:
            cause = error.__cause__ if isinstance(error, IndexCorruptError) else error
            if not isinstance(cause, sqlite3.DatabaseError):
                raise
            raise IndexCorruptError(
                f"the database of {folder} is damaged beyond repair ({cause}); {_ELSEWHERE}"
            ) from error
    report = doctor(folder)
    report.repaired = mender.done
    return report


class _Mender:
    def __init__(
        self,
        layout: Layout,
        connection: sqlite3.Connection,
        settings: IndexSettings,
        encoder: Encoder | None,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._layout = layout
        self._connection = connection
        self._settings = settings
        self._encoder = encoder
        self._progress = progress
        self.done: list[str] = []

    def run(self) -> None:
        base = self._base()
        undo(self._connection, base.generation)
        number = base.generation + 1
        shutil.rmtree(self._layout.generation(number), ignore_errors=True)
        self._connection.execute("REINDEX")
        self._connection.execute("BEGIN IMMEDIATE")
        next_passage = self._recut(base)
        live = self._live(base.generation)
        self._postings(base, number, live)
        self._texts(base, number)
        entries, dead, next_segment = self._vectors(base, live)
        store = Store(self._connection, base.generation)
        manifest = base.model_copy(
            update={
                "generation": number,
                "segments": tuple(entries),
                "next_segment": next_segment,
                "next_passage": next_passage,
                "counts": base.counts.model_copy(
                    update={"articles": store.count(), "passages": store.passage_count()}
                ),
            }
        )
        publish(self._layout, self._connection, manifest, dead, {})

    def _base(self) -> Manifest:
        """The manifest of the committed generation, from its file or from the database."""
        try:
            number = self._layout.current()
            return self._layout.read_manifest(number)
        except (IndexCorruptError, FileNotFoundError):
            _log.debug("the committed manifest is taken from the database", exc_info=True)
        kept = self._connection.execute(
            "SELECT generation, manifest FROM manifests ORDER BY generation DESC"
        ).fetchall()
        if not kept:
            raise IndexCorruptError(f"no manifest of {self._layout.folder} is left; {_ELSEWHERE}")
        try:
            wanted = self._layout.current()
        except IndexCorruptError:
            _log.debug("the newest manifest in the database counts", exc_info=True)
            wanted = 0
        text = dict(kept).get(wanted, kept[0][1])
        manifest = Manifest.model_validate_json(text)
        self._layout.generation(manifest.generation).mkdir(parents=True, exist_ok=True)
        self._layout.manifest(manifest.generation).write_text(text, encoding="utf-8")
        self.done.append(f"the manifest of generation {manifest.generation}, from the database")
        return manifest

    def _recut(self, base: Manifest) -> int:
        """Cut again what is not cut right; return the first passage id that was never given."""
        number = base.next_passage
        again = 0
        for key, article in Store(self._connection, base.generation).keyed():
            if cuts_right(self._connection, key, article.text):
                continue
            spans = cut_article(article, base.shape, self._settings)
            self._connection.execute("DELETE FROM passages WHERE article = ?", (key,))
            insert_passages(self._connection, key, number, spans)
            self._connection.execute(
                "UPDATE articles SET passages = ? WHERE key = ?", (len(spans), key)
            )
            number += len(spans)
            again += 1
        if again:
            self.done.append(f"the passages of {again} articles")
        return number

    def _live(self, generation: int) -> set[int]:
        rows = self._connection.execute(
            "SELECT passages.id FROM passages JOIN articles ON articles.key = passages.article "
            "WHERE added <= ? AND removed > ?",
            (generation, generation),
        )
        return {row[0] for row in rows.fetchall()}

    def _postings(self, base: Manifest, number: int, live: set[int]) -> None:
        source = self._layout.generation(base.generation) / LEXICAL
        target = self._layout.generation(number) / LEXICAL
        if _intact(source, base, live, lambda: Lexicon(source).passages()):
            link_tree(source, target)
            return
        rebuild(self._connection, base.generation, target)
        self.done.append(f"the postings of {len(live)} passages")

    def _texts(self, base: Manifest, number: int) -> None:
        source = self._layout.generation(base.generation) / TEXTS
        target = self._layout.generation(number) / TEXTS
        live = set(Store(self._connection, base.generation).keys(Filters()).tolist())
        if _intact(source, base, live, lambda: Texts(source).keys()):
            link_tree(source, target)
            return
        named = self._settings.names
        texts.rebuild(self._connection, base.generation, target, named=named)
        if base.format > 1:
            self.done.append(f"the searchable words of {len(live)} articles")

    def _vectors(self, base: Manifest, live: set[int]) -> tuple[list[SegmentEntry], set[int], int]:
        entries: list[SegmentEntry] = []
        held: set[int] = set()
        for entry in base.segments:
            folder = self._layout.segment(entry.name)
            if not intact(folder, entry.files):
                continue
            ids = set(Segment(folder).ids.tolist())
            if not ids & held:
                entries.append(entry)
                held |= ids
        missing = sorted(live - held)
        number = base.next_segment
        if missing:
            gathered = self._embed(base, missing)
            folder = self._layout.segment(f"{number:06d}")
            shutil.rmtree(folder, ignore_errors=True)
            entries.append(gathered.write(folder))
            number += 1
            self.done.append(f"the vectors of {len(missing)} of {len(live)} passages")
        return entries, held - live, number

    def _embed(self, base: Manifest, missing: Sequence[int]) -> Gathered:
        encoder = self._encoder
        if encoder is None:
            from index.encode import load_encoder

            encoder = load_encoder(base.model.name if base.model else self._settings.model)
        check_model(base, encoder, self._layout.folder)
        gathered = Gathered()
        store = Store(self._connection, base.generation)
        done = 0
        for begin in range(0, len(missing), self._settings.encode_batch):
            ids = missing[begin : begin + self._settings.encode_batch]
            passages = store.passages(ids)
            texts = []
            for passage in passages:
                article = store.article(passage.article_id)
                local = tuple((a - passage.start, b - passage.start) for a, b in passage.sentences)
                text = article.text[passage.start : passage.end]
                texts.append(PassageText(passage_context(article), text, local))
            keys = [store.key(passage.article_id) for passage in passages]
            gathered.add(ids, keys, encoder.encode_passages(texts))
            done += len(ids)
            if self._progress is not None:
                self._progress(Progress(0, done))
        return gathered


def _intact(
    folder: Path, base: Manifest, live: set[int], indexed: Callable[[], Sequence[int]]
) -> bool:
    """Return whether a folder of postings is as it was committed and holds what lives."""
    prefix = f"{folder.name}/"
    files = {
        name.removeprefix(prefix): digest
        for name, digest in base.files.items()
        if name.startswith(prefix)
    }
    if not files or not intact(folder, files):
        return False
    try:
        found = indexed()
    except (ValueError, OSError):
        _log.debug("the postings in %s cannot be opened", folder, exc_info=True)
        return False
    return len(found) == len(live) and set(found) == live
