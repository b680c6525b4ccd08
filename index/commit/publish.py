"""The last steps of every write: a generation is sealed and becomes the current one."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from index.commit.recovery import sweep
from index.find.texts import TEXTS, Texts
from index.folder.disk import checksum, checksums, sync, sync_tree
from index.folder.disk import replace as write_text
from index.folder.manifest import FORMAT, Counts, Layout, Manifest
from index.lexical.lexicon import Lexicon

_log = logging.getLogger(__name__)

LEXICAL = "lexical"
REMOVED = "removed.npy"
_REMEMBERED = 16


def publish(
    layout: Layout,
    connection: sqlite3.Connection,
    manifest: Manifest,
    dead: Collection[int],
    known: dict[str, str],
) -> Manifest:
    """Seal a generation and point to it; nothing of it can be seen before the last step.

    Args:
        layout: the index, locked for writing.
        connection: in the transaction that holds the generation's rows.
        manifest: what is known of it: counts of articles and passages, segments, model.
        dead: ids of passages that stand in a segment and are no longer in the archive.
        known: checksums of the former generation's files, which are not read again.

    Returns:
        The complete manifest, as written.
    """
    folder = layout.generation(manifest.generation)
    np.save(folder / REMOVED, np.array(sorted(dead), np.int64))
    sync_tree(folder)
    files: dict[str, str] = {}
    for name in (LEXICAL, TEXTS):
        prefix = f"{name}/"
        unread = {
            path.removeprefix(prefix): digest
            for path, digest in known.items()
            if path.startswith(prefix) and not path.endswith(".json")
        }
        found = checksums(folder / name, unread)
        files |= {prefix + path: digest for path, digest in found.items()}
    counts = Counts(
        articles=manifest.counts.articles,
        passages=manifest.counts.passages,
        vectors=sum(entry.count for entry in manifest.segments) - len(dead),
        postings=Lexicon(folder / LEXICAL).count,
        texts=Texts(folder / TEXTS).count,
    )
    manifest = manifest.model_copy(
        update={
            "format": FORMAT,
            "dateline": installed_version(),
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "counts": counts,
            "removed": len(dead),
            "files": {**files, REMOVED: checksum(folder / REMOVED)},
        }
    )
    text = manifest.model_dump_json(indent=1) + "\n"
    write_text(layout.manifest(manifest.generation), text)
    sync(layout.generations)
    connection.execute(
        "DELETE FROM manifests WHERE generation <= ?", (manifest.generation - _REMEMBERED,)
    )
    connection.execute(
        "INSERT OR REPLACE INTO manifests VALUES (?, ?)", (manifest.generation, text)
    )
    connection.execute("COMMIT")
    layout.point(manifest.generation)
    sweep(layout, manifest.generation)
    return manifest


def installed_version() -> str:
    """Return the version of Dateline that runs, as manifests note it."""
    try:
        return version("dateline")
    except PackageNotFoundError:
        _log.debug("Dateline is not installed as a package", exc_info=True)
        return "unknown"
