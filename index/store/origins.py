"""Which articles carry the same story nearly word for word: MinHash over word shingles.

Broder 1997, "On the resemblance and containment of documents"; bands as in Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3. Of each minimum the lowest 8 bits are
kept: Li and König 2010, "b-Bit Minwise Hashing", doi:10.1145/1772690.1772759.

Short texts and series ("Fed adds reserves", weekly figures) are alike without being one story,
so a text must have some length and the days must be near. Of the 635 pairs of Reuters-21578
that are tied this way (similarity from 0.5, from 60 words, within 3 days), 98 % have titles that
share most of their words; without the two limits it is 85 % of 1,106.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.store.identity import normalise
from index.store.schema import FOREVER

_PERMUTATIONS = 128
_BANDS, _ROWS = 16, 3
_CHANCE = 1 / 256
"""How often the lowest 8 bits of two different minima are equal."""
_SHINGLE = 3
FEWEST_WORDS = 60
DAYS = 3
_SEED = 1963
_CANDIDATES = 200
_KNOWN = (
    "SELECT value FROM json_each(?) "
    "WHERE EXISTS (SELECT 1 FROM dated_bands WHERE dated_bands.band = value)"
)
# Of each band the latest are looked at, among the days that count alone: the hundredth copy of a
# story costs what the second did, and the thousandth week of a series what the first did.
_SHARING = (
    "SELECT article FROM dated_bands JOIN articles ON key = article WHERE band = ? "
    "AND dated_bands.day BETWEEN ? AND ? AND removed = ? "
    "ORDER BY dated_bands.day DESC, article DESC LIMIT ?"
)
_UNDATED = 0
_EVER = (_UNDATED + 1, date.max.toordinal())

Signature = NDArray[np.uint8]


def signature(text: str, fewest: int = FEWEST_WORDS) -> Signature | None:
    """Return a text's MinHash, shape (128,); None when it has fewer words than asked for."""
    import rensa

    words = normalise(text).split()
    if len(words) < max(fewest, _SHINGLE):
        return None
    shingles = [" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(shingles)
    return np.array(sketch.digest(), np.uint32).astype(np.uint8)


def similarity(first: Signature, second: Signature) -> NDArray[np.float64]:
    """Return the estimated share of common shingles (Jaccard), at most 1.

    Args:
        first: shape (128,).
        second: the same, or one of several a row.
    """
    found: NDArray[np.float64] = ((first == second).mean(axis=-1) - _CHANCE) / (1 - _CHANCE)
    return found


def bands(sketch: Signature) -> list[int]:
    """Return numbers of 28 bits of which two similar texts have at least one in common.

    Texts that share half of their shingles do so with a chance of 88 %, two thirds: 99.6 %.
    """
    rows = sketch[: _BANDS * _ROWS].reshape(_BANDS, _ROWS).astype(np.int64)
    numbers: list[int] = (rows @ (1 << np.array([16, 8, 0])) + (np.arange(_BANDS) << 24)).tolist()
    return numbers


class Origins:
    """The origins of stored articles, seen and changed by the writer."""

    def __init__(self, connection: sqlite3.Connection, threshold: float) -> None:
        """Search through a writer's connection.

        Args:
            connection: in a transaction.
            threshold: similarity from which two articles have one origin; 0 finds none.
        """
        self._connection = connection
        self._threshold = threshold

    def tie(self, key: int, text: str, text_key: str, day: str | None) -> int:
        """Remember an article's signature and return its origin.

        Args:
            key: row of the article; also its origin when it is the first to tell the story.
            text: its text.
            text_key: key of its normalised text; articles that share it share the origin.
            day: its date in ISO form; None when unknown, which is near to every day.
        """
        same = self._connection.execute(
            "SELECT origin FROM articles WHERE text_key = ? AND removed = ? AND key != ? "
            "ORDER BY key LIMIT 1",
            (bytes.fromhex(text_key), FOREVER, key),
        ).fetchone()
        sketch = signature(text) if self._threshold else None
        origin = same[0] if same else None
        if sketch is not None:
            numbers = bands(sketch)
            if origin is None:
                origin = self._nearest(sketch, numbers, day)
            self._connection.execute(
                "INSERT INTO signatures VALUES (?, ?)", (key, sketch.tobytes())
            )
            insert_bands(self._connection, numbers, day, key)
        return key if origin is None else int(origin)

    def _nearest(self, sketch: Signature, numbers: list[int], day: str | None) -> int | None:
        shared: Counter[int] = Counter()
        known = self._connection.execute(_KNOWN, (json.dumps(numbers),)).fetchall()
        when = _ordinal(day)
        near = (when - DAYS, when + DAYS) if day else _EVER
        for (number,), days in itertools.product(known, (near, (_UNDATED, _UNDATED))):
            rows = self._connection.execute(
                _SHARING, (number, *days, FOREVER, _CANDIDATES)
            ).fetchall()
            shared.update(key for (key,) in rows)
        rows = self._connection.execute(
            "SELECT origin, signature FROM articles JOIN signatures USING (key) "
            "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
            (json.dumps([key for key, _ in shared.most_common(_CANDIDATES)]),),
        ).fetchall()
        if not rows:
            return None
        sketches = np.frombuffer(b"".join(data for _, data in rows), np.uint8)
        alike = similarity(sketches.reshape(len(rows), -1), sketch)
        best = int(alike.argmax())
        return int(rows[best][0]) if alike[best] >= self._threshold else None


def insert_bands(
    connection: sqlite3.Connection, numbers: Sequence[int], day: str | None, key: int
) -> None:
    """Store the bands of an article's row, given its date in ISO form."""
    connection.executemany(
        "INSERT OR IGNORE INTO dated_bands VALUES (?, ?, ?)",
        [(number, _ordinal(day), key) for number in numbers],
    )


def _ordinal(day: str | None) -> int:
    """Return the number of a day in ISO form; 0 when it is unknown."""
    return date.fromisoformat(day).toordinal() if day else _UNDATED
