"""Writing segments of vectors, and merging them so that their number stays logarithmic."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Encoded, Float32
from index.folder.disk import checksum, checksums, sync_tree
from index.folder.manifest import SegmentEntry
from index.vectors.backends import EXACT_UP_TO, choose
from index.vectors.base import Floats
from index.vectors.codes import Codes, encoded, width
from index.vectors.segment import ARTICLES, BACKEND, IDS, OFFSETS, SENTENCES, Ints, Segment

_log = logging.getLogger(__name__)

_RATIO = 4
_BLOCK = 16_384
_MOST_SMALL = int(np.iinfo(np.int32).max)


@dataclass(slots=True)
class Gathered:
    """Vectors on their way into a segment."""

    ids: list[int] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    passages: list[Float32] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    sentences: list[Codes] = field(default_factory=list)

    def add(self, ids: Sequence[int], articles: Sequence[int], made: Encoded) -> None:
        """Take in the vectors of passages and the keys of their articles' rows."""
        self.ids.extend(ids)
        self.articles.extend(articles)
        self.passages.append(np.asarray(made.passages, np.float32))
        self.lengths.extend(map(len, made.sentences))
        self.sentences.append(encoded(np.concatenate(made.sentences)))

    @property
    def size(self) -> int:
        """Bytes that the vectors take."""
        return sum(each.nbytes for each in self.passages) + sum(
            each.nbytes for each in self.sentences
        )

    def write(self, folder: Path) -> SegmentEntry:
        """Write a segment and wait for the disk."""
        return _write(
            folder,
            np.array(self.ids, np.int64),
            np.array(self.articles, np.int64),
            np.concatenate(self.passages),
            np.array(self.lengths, np.int64),
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
        (segment.sentence_codes(*run) for segment, rows in kept for run in _runs(rows)),
        _grown(segments[0], kept),
    )


def _small(numbers: Ints) -> NDArray[np.int32] | Ints:
    """Return numbers in 32 bits where they all have room there."""
    return numbers.astype(np.int32) if numbers.max(initial=0) <= _MOST_SMALL else numbers


def _runs(rows: Ints) -> Iterator[tuple[int, int]]:
    """Yield the rows that follow one another, at most so many at a time: the first, and the end."""
    for run in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
        for begin in range(int(run[0]), int(run[-1]) + 1, _BLOCK):
            yield begin, min(begin + _BLOCK, int(run[-1]) + 1)


def _grown(first: Segment, kept: Sequence[tuple[Segment, Ints]]) -> Path | None:
    """Return the folder of the first segment when all of its vectors stay the first."""
    segment, rows = kept[0]
    return first.folder if segment is first and len(rows) == len(first.ids) else None


def _together(kept: Sequence[tuple[Segment, Ints]]) -> Floats:
    """Return the vectors of rows of several segments, held once: they are most of the memory."""
    first, rows = kept[0]
    dimension = first.dense.vectors(rows[:1]).shape[1]
    count = sum(len(rows) for _, rows in kept)
    kind = np.float32 if count <= EXACT_UP_TO else np.float16
    result = np.empty((count, dimension), kind)
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
    passages: Floats,
    lengths: Ints,
    sentences: Iterable[Codes],
    grown: Path | None = None,
) -> SegmentEntry:
    folder.mkdir(parents=True)
    backend = choose(len(ids))
    backend.write(folder, passages, grown)
    (folder / BACKEND).write_text(backend.name + "\n", encoding="utf-8")
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    for name, array in ((IDS, ids), (ARTICLES, articles), (OFFSETS, offsets)):
        np.save(folder / name, _small(array))
    with (folder / SENTENCES).open("wb") as file:
        np.lib.format.write_array_header_1_0(
            file,
            {
                "descr": "|u1",
                "fortran_order": False,
                "shape": (int(offsets[-1]), width(passages.shape[1])),
            },
        )
        for each in sentences:
            file.write(np.ascontiguousarray(each).tobytes())
    sync_tree(folder)
    return SegmentEntry(name=folder.name, count=len(ids), files=checksums(folder))
