"""An encoder that remembers what it embedded, so that a corpus costs its minutes once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from index.encode.base import Encoded, Encoder, Float32, PassageText

_BATCH = 512

SAMPLE = 48
"""Passages embedded anew to reckon how long the remembered ones would have taken."""


class RememberingEncoder(Encoder):
    """An encoder whose passage vectors are kept in a file.

    Attributes:
        fresh: passages that had to be embedded since it was made.
        remembered: passages that were read from the file.

    Args:
        encoder: the model.
        file: SQLite file; made when absent. One file serves every model.
    """

    def __init__(self, encoder: Encoder, file: Path) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.fingerprint = encoder.fingerprint
        self.max_tokens = encoder.max_tokens
        self.fresh = 0
        self.remembered = 0
        self._letters = 0
        self._sample: list[PassageText] = []
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        with self._open() as store:
            store.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, data BLOB NOT NULL)"
            )
            store.execute(
                "CREATE TABLE IF NOT EXISTS rates (key TEXT PRIMARY KEY, rate REAL NOT NULL)"
            )

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension)."""
        return self._encoder.encode_texts(texts)

    def embed(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension), remembered likewise."""
        keys = [hashlib.sha256(f"{self.fingerprint}\0{text}".encode()).digest() for text in texts]
        known = self._read(keys)
        wanted = [place for place, key in enumerate(keys) if key not in known]
        for start in range(0, len(wanted), _BATCH):
            places = wanted[start : start + _BATCH]
            new = self._encoder.encode_texts([texts[place] for place in places])
            rows = {keys[place]: new[number : number + 1] for number, place in enumerate(places)}
            self._write(rows)
            known |= rows
        return np.vstack([known[key] for key in keys])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens the model sees in each text."""
        return self._encoder.count_tokens(texts)

    def encode_passages(
        self,
        passages: Sequence[PassageText],
        progress: Callable[[int], None] | None = None,
    ) -> Encoded:
        """Return vectors of passages and of their sentences, embedding only what is new.

        Args:
            passages: what to embed.
            progress: called with the number of passages done since the last call.
        """
        keys = [self._key(one) for one in passages]
        known = self._read(keys)
        wanted = [place for place, key in enumerate(keys) if key not in known]
        if len(wanted) < len(passages) and progress is not None:
            progress(len(passages) - len(wanted))
        self.remembered += len(passages) - len(wanted)
        self.fresh += len(wanted)
        self._take(passages[place] for place, key in enumerate(keys) if key in known)
        if wanted:
            new = self._encoder.encode_passages([passages[place] for place in wanted], progress)
            rows = {
                keys[place]: np.vstack([new.passages[number], new.sentences[number]])
                for number, place in enumerate(wanted)
            }
            self._write(rows)
            known |= rows
        both = [known[key] for key in keys]
        heads = [rows[0] for rows in both]
        return Encoded(
            passages=np.vstack(heads) if heads else np.empty((0, self.dimension), np.float32),
            sentences=[rows[1:] for rows in both],
        )

    def spared_s(self) -> float:
        """Return how long embedding the remembered passages would have taken, by a sample."""
        if not self._sample:
            return 0.0
        began = time.perf_counter()
        self._encoder.encode_passages(self._sample)
        took = time.perf_counter() - began
        return took * self._letters / max(1, sum(len(one.text) for one in self._sample))

    def _take(self, passages: Iterable[PassageText]) -> None:
        """Count remembered passages and keep some of every stretch of them as a sample."""
        ones = list(passages)
        self._letters += sum(len(one.text) for one in ones)
        self._sample += ones[:: max(1, len(ones) // SAMPLE)]
        self._sample = self._sample[:: max(1, len(self._sample) // SAMPLE)][:SAMPLE]

    def keep_rate(self, key: str, rate: float) -> None:
        """Keep how many passages a second were indexed when none was remembered."""
        with self._open() as store:
            store.execute("INSERT OR REPLACE INTO rates VALUES (?, ?)", (key, rate))

    def rate(self, key: str) -> float | None:
        """Return a rate that was kept; None when there is none."""
        with self._open() as store:
            row = store.execute("SELECT rate FROM rates WHERE key = ?", (key,)).fetchone()
        return float(row[0]) if row else None

    def _key(self, passage: PassageText) -> bytes:
        row = [self.fingerprint, passage.context, passage.text, passage.sentences]
        return hashlib.sha256(json.dumps(row).encode()).digest()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=60)

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Float32]:
        found: dict[bytes, Float32] = {}
        with self._open() as store:
            for start in range(0, len(keys), 500):
                part = keys[start : start + 500]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, data FROM vectors WHERE key IN ({marks})"  # noqa: S608 - question marks only
                for key, data in store.execute(query, part):
                    rows = np.frombuffer(data, dtype=np.float32)
                    found[key] = rows.reshape(-1, self.dimension)
        return found

    def _write(self, rows: dict[bytes, Float32]) -> None:
        with self._open() as store:
            store.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                [(key, data.astype(np.float32).tobytes()) for key, data in rows.items()],
            )
