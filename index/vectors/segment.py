"""The vectors of a generation: immutable segments, less what was removed since."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32
from index.errors import IndexCorruptError
from index.ranked import Ranked
from index.vectors.backends import BACKENDS, Dense
from index.vectors.codes import Codes, decoded, encoded
from index.vectors.matrix_file import Table

Ints = NDArray[np.int64]
IDS = "ids.npy"
ARTICLES = "articles.npy"
OFFSETS = "offsets.npy"
SENTENCES = "sentences.npy"
BACKEND = "backend"
_UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, RuntimeError)


class Segment:
    """One folder of vectors, mapped into memory on first use.

    Attributes:
        ids: passage ids, ascending, shape (n,).
        articles: key of each passage's article row, shape (n,).
        offsets: first sentence vector of each passage, shape (n + 1,).
        sentences: codes of sentence vectors; of an older archive the vectors, float16. One a row.
    """

    def __init__(self, folder: Path) -> None:
        """Point at a segment's folder; what of it is missing or damaged shows on first use."""
        self.folder = folder

    @functools.cached_property
    def ids(self) -> Ints:
        """Passage ids, ascending."""
        return self._array(IDS)

    @functools.cached_property
    def articles(self) -> Ints:
        """Keys of the passages' article rows."""
        return self._array(ARTICLES)

    @functools.cached_property
    def offsets(self) -> Ints:
        """First sentence vector of each passage, and the end."""
        return self._array(OFFSETS)

    @functools.cached_property
    def sentences(self) -> Table:
        """Sentence vectors of all passages, one after the other."""
        try:
            return Table(self.folder / SENTENCES)
        except _UNREADABLE as error:
            raise self._damaged(SENTENCES, error) from error

    def sentence_codes(self, begin: int, end: int) -> Codes:
        """Return the codes of the sentence vectors of the passages in some rows."""
        stored = self.sentences.between(int(self.offsets[begin]), int(self.offsets[end]))
        return stored if stored.dtype == np.uint8 else encoded(stored)

    def sentence_vectors(self, rows: Ints) -> list[Float32]:
        """Return the vectors of the sentences of the passage in each row."""
        ends = zip(self.offsets[rows].tolist(), self.offsets[rows + 1].tolist(), strict=True)
        stored = [self.sentences.between(begin, end) for begin, end in ends]
        joined = np.concatenate(stored)
        vectors = decoded(joined) if joined.dtype == np.uint8 else joined.astype(np.float32)
        return np.split(vectors, np.cumsum([len(each) for each in stored[:-1]]))

    @functools.cached_property
    def dense(self) -> Dense:
        """The index over the passage vectors."""
        try:
            name = (self.folder / BACKEND).read_text(encoding="utf-8").strip()
            if name not in BACKENDS:
                raise ValueError(f"this version knows no {name!r}")
            return BACKENDS[name].open(self.folder)
        except _UNREADABLE as error:
            raise self._damaged("the vectors", error) from error

    def _array(self, name: str) -> Ints:
        try:
            return np.asarray(np.load(self.folder / name), np.int64)
        except _UNREADABLE as error:
            raise self._damaged(name, error) from error

    def _damaged(self, what: str, error: Exception) -> IndexCorruptError:
        reason = " ".join(str(error).split())[-100:]
        return IndexCorruptError(
            f"{what} of {self.folder} cannot be read ({reason}); run `dateline doctor --repair`"
        )

    def rows(self, ids: Ints) -> Ints:
        """Return the rows of passage ids, -1 where the segment does not hold one."""
        rows = np.searchsorted(self.ids, ids)
        rows[rows == len(self.ids)] = 0
        found: Ints = np.where(self.ids[rows] == ids, rows, -1).astype(np.int64)
        return found


class Vectors:
    """All segments of a generation."""

    def __init__(self, segments: Sequence[Segment], removed: Ints) -> None:
        """Combine segments.

        Args:
            segments: oldest first.
            removed: ids of passages that stand in a segment and are no longer in the archive.
        """
        self.segments = list(segments)
        self.removed = removed

    @functools.cached_property
    def _alive(self) -> list[NDArray[np.bool_] | None]:
        masks: list[NDArray[np.bool_] | None] = []
        for segment in self.segments:
            mask = ~np.isin(segment.ids, self.removed, assume_unique=True)
            masks.append(None if mask.all() else mask)
        return masks

    def count(self) -> int:
        """Return how many passages have a vector."""
        return sum(len(segment.ids) for segment in self.segments) - len(self.removed)

    def allow(self, articles: Ints) -> list[NDArray[np.bool_]]:
        """Return for each segment which rows belong to the articles and are not removed."""
        allowed = []
        for segment, alive in zip(self.segments, self._alive, strict=True):
            mask = np.isin(segment.articles, articles)
            allowed.append(mask if alive is None else mask & alive)
        return allowed

    def search(
        self, vector: Float32, k: int, allowed: Sequence[NDArray[np.bool_]] | None = None
    ) -> Ranked:
        """Return the passages whose vectors are nearest, by inner product.

        Args:
            vector: unit vector, shape (dimension,).
            k: how many at most.
            allowed: what `allow` returned; None for everything.
        """
        ids, scores = [], []
        for number, segment in enumerate(self.segments if k > 0 else []):
            mask = self._alive[number] if allowed is None else allowed[number]
            rows, found = segment.dense.search(vector, k, mask)
            ids.append(segment.ids[rows])
            scores.append(found)
        if not ids:
            return Ranked.empty()
        return Ranked.best(np.concatenate(ids), np.concatenate(scores), k)

    def passages(self, ids: Sequence[int]) -> Float32:
        """Return the vectors of passages, shape (len(ids), dimension)."""
        wanted = np.asarray(ids, np.int64)
        parts: list[tuple[Ints, Float32]] = []
        for segment, rows in self._located(wanted):
            places = np.flatnonzero(rows >= 0)
            parts.append((places, segment.dense.vectors(rows[places])))
        if not parts:
            return np.empty((0, 0), np.float32)
        result = np.empty((len(wanted), parts[0][1].shape[1]), np.float32)
        for places, vectors in parts:
            result[places] = vectors
        return result

    def sentences(self, ids: Sequence[int]) -> list[Float32]:
        """Return the sentence vectors of passages, one array a passage, a row a sentence."""
        wanted = np.asarray(ids, np.int64)
        result: dict[int, Float32] = {}
        for segment, rows in self._located(wanted):
            places = np.flatnonzero(rows >= 0)
            found = segment.sentence_vectors(rows[places])
            result.update(zip(places.tolist(), found, strict=True))
        return [result[place] for place in range(len(wanted))]

    def _located(self, wanted: Ints) -> list[tuple[Segment, Ints]]:
        parts = []
        missing = len(wanted)
        for segment in self.segments if len(wanted) else []:
            rows = segment.rows(wanted)
            found = int((rows >= 0).sum())
            if found:
                parts.append((segment, rows))
                missing -= found
        if missing:
            raise IndexCorruptError(
                f"{missing} of {len(wanted)} passages have no vector; "
                "run `dateline doctor --repair`"
            )
        return parts
