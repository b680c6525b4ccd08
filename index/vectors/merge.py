"""Writing segments of vectors, and merging them so that their number stays logarithmic."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Encoded, Float32
from index.folder.disk import checksum, checksums, sync_tree
from index.folder.manifest import SegmentEntry
from index.vectors.backends import choose
from index.vectors.segment import ARTICLES, BACKEND, IDS, OFFSETS, SENTENCES, Ints, Segment

_log = logging.getLogger(__name__)

_RATIO = 4
_BLOCK = 16_384


@dataclass(slots=True)
class Gathered:
    """Vectors on their way into a segment."""

    ids: list[int] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    passages: list[Float32] = field(default_factory=list)
    sentences: list[NDArray[np.float16]] = field(default_factory=list)

    def add(self, ids: Sequence[int], articles: Sequence[int], encoded: Encoded) -> None:
        """Take in the vectors of passages and the keys of their articles' rows."""
        self.ids.extend(ids)
        self.articles.extend(articles)
        self.passages.append(np.asarray(encoded.passages, np.float32))
        self.sentences.extend(each.astype(np.float16) for each in encoded.sentences)

    @property
    def size(self) -> int:
        """Bytes that the vectors take."""
        return sum(each.nbytes for each in self.passages) + sum(
            each.nbytes for each in self.sentences
        )

    def write(self, folder: Path) -> SegmentEntry:
        """Write a segment and wait for the disk."""
        lengths = [len(each) for each in self.sentences]
        return _write(
            folder,
            np.array(self.ids, np.int64),
            np.array(self.articles, np.int64),
            np.concatenate(self.passages),
            np.array(lengths, np.int64),
            self.sentences,
        )


def merge(folder: Path, segments: Sequence[Segment], removed: Ints) -> SegmentEntry | None:
    """Write one segment out of several, without the removed passages.

    Args:
        folder: where the new segment goes; must not exist.
        segments: what is merged, oldest first.
        removed: ids of passages to leave out.

    Returns:
        The new segment's entry; None, and nothing written, when no passage is left.
    """
    kept = [
        (segment, np.flatnonzero(~np.isin(segment.ids, removed, assume_unique=True)))
        for segment in segments
    ]
    kept = [(segment, rows) for segment, rows in kept if len(rows)]
    if not kept:
        return None
    return _write(
        folder,
        np.concatenate([segment.ids[rows] for segment, rows in kept]),
        np.concatenate([segment.articles[rows] for segment, rows in kept]),
        _together(kept),
        np.concatenate([np.diff(segment.offsets)[rows] for segment, rows in kept]),
        (
            segment.sentences.between(*segment.offsets[row : row + 2].tolist())
            for segment, rows in kept
            for row in rows
        ),
    )


def _together(kept: Sequence[tuple[Segment, Ints]]) -> Float32:
    """Return the vectors of rows of several segments, held once: they are most of the memory."""
    first, rows = kept[0]
    dimension = first.dense.vectors(rows[:1]).shape[1]
    result = np.empty((sum(len(rows) for _, rows in kept), dimension), np.float32)
    place = 0
    for segment, rows in kept:
        for start in range(0, len(rows), _BLOCK):
            some = rows[start : start + _BLOCK]
            result[place : place + len(some)] = segment.dense.vectors(some)
            place += len(some)
    return result


def intact(folder: Path, files: Mapping[str, str]) -> bool:
    """Return whether a segment's files are those that were committed, by their checksums."""
    try:
        return all(checksum(folder / name) == digest for name, digest in files.items())
    except OSError:
        _log.debug("%s is not whole", folder, exc_info=True)
        return False


def mergeable(counts: Sequence[int]) -> int:
    """Return how many of the last segments should become one, so that sizes fall by ratio.

    Args:
        counts: passages of each segment, oldest first, the newest last.

    Returns:
        0 when they are well as they are, else at least 2.
    """
    taken = 1
    total = counts[-1] if counts else 0
    while taken < len(counts) and counts[-1 - taken] < _RATIO * total:
        total += counts[-1 - taken]
        taken += 1
    return taken if taken > 1 else 0


def _write(
    folder: Path,
    ids: Ints,
    articles: Ints,
    passages: Float32,
    lengths: Ints,
    sentences: Iterable[NDArray[np.float16]],
) -> SegmentEntry:
    folder.mkdir(parents=True)
    backend = choose(len(ids))
    backend.write(folder, passages)
    (folder / BACKEND).write_text(backend.name + "\n", encoding="utf-8")
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    for name, array in ((IDS, ids), (ARTICLES, articles), (OFFSETS, offsets)):
        np.save(folder / name, array)
    with (folder / SENTENCES).open("wb") as file:
        np.lib.format.write_array_header_1_0(
            file,
            {
                "descr": "<f2",
                "fortran_order": False,
                "shape": (int(offsets[-1]), passages.shape[1]),
            },
        )
        for each in sentences:
            file.write(np.ascontiguousarray(each).tobytes())
    sync_tree(folder)
    return SegmentEntry(name=folder.name, count=len(ids), files=checksums(folder))
