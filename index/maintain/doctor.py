"""Checking an archive: checksums, counts against each other, offsets against texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.archive import in_engine
from index.article import text_sha256
from index.commit.publish import LEXICAL, REMOVED
from index.errors import IndexCorruptError, IndexNotFoundError
from index.find.texts import TEXTS, Texts
from index.folder.disk import checksum
from index.folder.locks import Hold
from index.folder.manifest import Layout, Manifest
from index.lexical.lexicon import Lexicon
from index.store.offsets import unpack
from index.store.packed import unpacked
from index.store.records import State
from index.store.schema import connect_reader
from index.store.write import STATE, article_digest
from index.vectors.segment import Segment

_SHOWN = 3
_ALTERED = "does not have its text's sha256; remove it and index its source again"
_SEEN = "added <= :g AND removed > :g"


@dataclass(slots=True)
class Report:
    """What was found.

    Attributes:
        problems: one line each, with the value; empty when the archive is whole.
        checked: how much was looked at, by kind.
        repaired: what was built again.
    """

    folder: str
    generation: int = 0
    problems: list[str] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    repaired: list[str] = field(default_factory=list)

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def doctor(folder: str | Path) -> Report:
    """Check the committed generation of an archive; nothing is written.

    Args:
        folder: the index folder, or the address of an engine.

    Raises:
        IndexNotFoundError: there is no index.
        IndexFormatError: it is of another version of the format.
    """
    if in_engine(folder):
        from index.milvus.doctor import examine

        return examine(str(folder), Report(str(folder)))
    layout = Layout(Path(folder))
    if not layout.exists():
        raise IndexNotFoundError(
            f"there is no index in {folder}; make one with `dateline index PATH --index {folder}`"
        )
    report = Report(str(folder))
    try:
        hold = _hold(layout, report)
    except (IndexCorruptError, OSError) as error:
        report.problems.append(f"the committed generation cannot be found: {error}")
        return report
    try:
        manifest = layout.read_manifest(report.generation)
        for check in (_files, _segments, _postings, _texts, _database):
            _run(check, layout, manifest, report)
    except IndexCorruptError as error:
        report.problems.append(str(error))
    finally:
        hold.release()
    return report


def _hold(layout: Layout, report: Report) -> Hold:
    """Hold the committed generation; when a writer moves on in between, the one after it."""
    while True:
        report.generation = layout.current()
        try:
            return Hold(layout.manifest(report.generation))
        except FileNotFoundError:
            if layout.current() == report.generation:
                raise


_Check = Callable[[Layout, Manifest, Report], Iterator[str]]


def _run(check: _Check, layout: Layout, manifest: Manifest, report: Report) -> None:
    """Collect what a check finds; the first few of a kind are shown, the rest counted."""
    try:
        report.problems.extend(check(layout, manifest, report))
    except (OSError, ValueError, RuntimeError, sqlite3.Error, IndexCorruptError) as error:
        report.problems.append(f"{check.__name__.strip('_')} cannot be read: {error}")


def _files(layout: Layout, manifest: Manifest, report: Report) -> Iterator[str]:
    folders = [(layout.generation(manifest.generation), manifest.files)]
    folders += [(layout.segment(each.name), each.files) for each in manifest.segments]
    for folder, files in folders:
        for name, digest in files.items():
            report.checked["files"] = report.checked.get("files", 0) + 1
            path = folder / name
            if not path.is_file():
                yield f"{path.relative_to(layout.folder)} is missing"
            elif checksum(path) != digest:
                yield f"{path.relative_to(layout.folder)} does not have its checksum"


def _segments(layout: Layout, manifest: Manifest, report: Report) -> Iterator[str]:
    removed = np.load(layout.generation(manifest.generation) / REMOVED)
    live = _live_passages(layout, manifest)
    found: list[int] = []
    for entry in manifest.segments:
        segment = Segment(layout.segment(entry.name))
        if not entry.count == len(segment.ids) == segment.dense.count == len(segment.offsets) - 1:
            yield f"segment {entry.name} has {segment.dense.count} vectors, {entry.count} expected"
        if len(segment.sentences) != int(segment.offsets[-1]):
            yield f"segment {entry.name} has {len(segment.sentences)} sentence vectors"
        found.extend(segment.ids.tolist())
    kept = set(found) - set(removed.tolist())
    report.checked["vectors"] = len(kept)
    if len(found) != len(set(found)):
        yield f"{len(found) - len(set(found))} passages have more than one vector"
    if kept != live:
        yield (f"{len(live - kept)} passages have no vector, {len(kept - live)} vectors no passage")
    if manifest.counts.vectors != len(kept):
        yield f"the manifest counts {manifest.counts.vectors} vectors, there are {len(kept)}"


def _postings(layout: Layout, manifest: Manifest, report: Report) -> Iterator[str]:
    lexicon = Lexicon(layout.generation(manifest.generation) / LEXICAL)
    live = _live_passages(layout, manifest)
    found = lexicon.passages()
    report.checked["postings"] = len(found)
    if len(found) != len(set(found)):
        yield f"{len(found) - len(set(found))} passages are indexed more than once"
    if set(found) != live:
        yield (
            f"{len(live - set(found))} passages have no postings, "
            f"{len(set(found) - live)} postings no passage"
        )
    if manifest.counts.postings != len(found):
        yield f"the manifest counts {manifest.counts.postings} postings, there are {len(found)}"


def _texts(layout: Layout, manifest: Manifest, report: Report) -> Iterator[str]:
    folder = layout.generation(manifest.generation) / TEXTS
    if not folder.is_dir() and manifest.format == 1:
        return
    live = _live_articles(layout.database, manifest.generation)
    found = Texts(folder).keys()
    report.checked["texts"] = len(found)
    if len(found) != len(set(found)):
        yield f"{len(found) - len(set(found))} articles can be found more than once"
    if set(found) != live:
        yield (
            f"{len(live - set(found))} articles cannot be searched, "
            f"{len(set(found) - live)} that are searched are gone"
        )
    if manifest.counts.texts != len(found):
        yield f"the manifest counts {manifest.counts.texts} texts, there are {len(found)}"


def _live_articles(database: Path, generation: int) -> set[int]:
    """Return the rows of a generation's articles."""
    with closing(connect_reader(database)) as connection:
        rows = connection.execute(f"SELECT key FROM articles WHERE {_SEEN}", {"g": generation})
        return {row[0] for row in rows.fetchall()}


def _database(layout: Layout, manifest: Manifest, report: Report) -> Iterator[str]:
    connection = connect_reader(layout.database)
    try:
        for (line,) in connection.execute("PRAGMA integrity_check(3)").fetchall():
            if line != "ok":
                yield f"the database is damaged: {line}"
        yield from _articles(connection, manifest, report)
    finally:
        connection.close()


def _articles(connection: sqlite3.Connection, manifest: Manifest, report: Report) -> Iterator[str]:
    digest = articles = passages = 0
    wrong: dict[str, list[str]] = {}
    rows = connection.execute(
        f"SELECT key, id, passages, {STATE}, text FROM articles LEFT JOIN texts USING (key) "
        f"WHERE {_SEEN}",
        {"g": manifest.generation},
    )
    seen: set[str] = set()
    for key, article_id, count, *values, text in rows:
        state = State(*values)
        articles += 1
        passages += count
        digest += article_digest(article_id, state)
        if article_id in seen:
            wrong.setdefault("is stored twice", []).append(article_id)
        seen.add(article_id)
        text = _readable(text)
        if text is None or text_sha256(text) != state.sha256:
            wrong.setdefault(_ALTERED, []).append(article_id)
            continue
        if not cuts_right(connection, key, text):
            wrong.setdefault("has passages that do not slice to its text", []).append(article_id)
    report.checked.update(articles=articles, passages=passages)
    for reason, ids in wrong.items():
        more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
        yield f"article {', '.join(ids[:_SHOWN])}{more} {reason}"
    if (articles, passages) != (manifest.counts.articles, manifest.counts.passages):
        yield (
            f"the manifest counts {manifest.counts.articles} articles and "
            f"{manifest.counts.passages} passages, there are {articles} and {passages}"
        )
    if f"{digest % (1 << 256):064x}" != manifest.articles:
        yield "the articles are not those that were committed"


def _readable(stored: str | bytes | None) -> str | None:
    with suppress(IndexCorruptError):
        return None if stored is None else unpacked(stored)
    return None


def cuts_right(connection: sqlite3.Connection, key: int, text: str) -> bool:
    """Return whether an article's passages are all there and point into its text."""
    spans = connection.execute(
        "SELECT start, stop, sentences FROM passages WHERE article = ? ORDER BY id", (key,)
    ).fetchall()
    (count,) = connection.execute("SELECT passages FROM articles WHERE key = ?", (key,)).fetchone()
    return len(spans) == count > 0 and all(_sliceable(text, *span) for span in spans)


def _sliceable(text: str, start: int, stop: int, sentences: bytes) -> bool:
    if not 0 <= start < stop <= len(text):
        return False
    spans = unpack(sentences)
    return bool(spans) and all(start <= begin < end <= stop for begin, end in spans)


def _live_passages(layout: Layout, manifest: Manifest) -> set[int]:
    connection = connect_reader(layout.database)
    try:
        rows = connection.execute(
            "SELECT passages.id FROM passages JOIN articles ON articles.key = passages.article "
            f"WHERE {_SEEN}",
            {"g": manifest.generation},
        )
        return {row[0] for row in rows.fetchall()}
    finally:
        connection.close()
