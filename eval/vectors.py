"""An encoder that remembers what it embedded, so that a corpus costs its minutes once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.encode.base import Encoded, Encoder, Float32, PassageText


class WrappedEncoder(Encoder):
    """An encoder that passes on to another what it does not do itself.

    Attributes:
        encoder: the other.
        name, dimension, fingerprint, max_tokens: those of the other.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.fingerprint = encoder.fingerprint
        self.max_tokens = encoder.max_tokens

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension)."""
        return self.encoder.encode_texts(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens the model sees in each text."""
        return self.encoder.count_tokens(texts)


class RememberingEncoder(WrappedEncoder):
    """An encoder whose passage vectors are kept in a file.

    Attributes:
        fresh: passages that had to be embedded since it was made.
        remembered: passages that were read from the file.

    Args:
        encoder: the model.
        file: SQLite file; made when absent. One file serves every model.
    """

    def __init__(self, encoder: Encoder, file: Path) -> None:
        super().__init__(encoder)
        self.fresh = 0
        self.remembered = 0
        self._letters = 0
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        with self._open() as store:
            store.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, data BLOB NOT NULL)"
            )
            store.execute(
                "CREATE TABLE IF NOT EXISTS spent (model TEXT, letters REAL, seconds REAL)"
            )

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
        self._letters += sum(
            len(one.text) for one, key in zip(passages, keys, strict=True) if key in known
        )
        if wanted:
            fresh = [passages[place] for place in wanted]
            began = time.perf_counter()
            new = self.encoder.encode_passages(fresh, progress)
            row = sum(len(one.text) for one in fresh), time.perf_counter() - began
            with self._open() as store:
                store.execute("INSERT INTO spent VALUES (?, ?, ?)", (self.fingerprint, *row))
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

    def spared_s(self) -> float | None:
        """Return how long the remembered passages would have taken, by all embedded before.

        None where it is not known how long any took.
        """
        if not self._letters:
            return 0.0
        with self._open() as store:
            query = "SELECT SUM(letters), SUM(seconds) FROM spent WHERE model = ?"
            letters, seconds = store.execute(query, (self.fingerprint,)).fetchone()
        return float(self._letters * seconds / letters) if letters else None

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
