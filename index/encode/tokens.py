"""An encoder of mean-pooled models: everything but the token embeddings themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, Protocol

import numpy as np

from index.encode.base import Encoded, Float32, PassageText
from index.encode.engine import Engine, Ints
from index.encode.pool import batches, mean, padded, span_means, token_ranges, whole

WINDOW = 2048
"""Passages that are tokenised and sorted by length together."""

READY = 96
"""Passages after which a job looks for a quicker engine that is ready in a moment."""

LARGE = 768
"""Passages after which a job is large enough to wait seconds for the quickest engine."""

SHORT = 16
"""Tokens of a text below which it is embedded exactly: rounding shows in a mean of so few."""

_SHARE = 24
_SAMPLE = 6


class Upgrade(Protocol):
    """Looks for a quicker engine; `index.encode.upgrade.Quicker` says how."""

    def prepare(self) -> None:
        """Get ready for a look, while there are no texts yet."""

    def __call__(
        self, engine: Engine, sample: Sequence[Sequence[int]], large: bool
    ) -> tuple[Engine | None, bool]:
        """Return a quicker engine, or None, and whether there is no use in looking again."""


class TokenEncoder:
    """A mean-pooled model: one forward pass gives a passage's vector and its sentences'.

    Attributes:
        name, dimension, fingerprint, max_tokens: as in `index.encode.base.Encoder`.
        engine: what computes the token embeddings of texts.
        bulk: what computes those of passages; the same, until a large job found a quicker one.
    """

    def __init__(
        self,
        name: str,
        tokenizer: Any,
        engine: Engine,
        *,
        dimension: int,
        max_tokens: int,
        fingerprint: str,
        upgrade: Upgrade | None = None,
    ) -> None:
        """Set up the encoder.

        Args:
            name: the name or folder it was loaded from.
            tokenizer: a `tokenizers.Tokenizer`, taken over.
            engine: what computes the token embeddings.
            dimension: length of a vector.
            max_tokens: tokens of a text that are read, special tokens counted.
            fingerprint: identity of the vectors.
            upgrade: looks for a quicker engine, given this one, some texts of the job and whether
                that may take seconds: once when there are some passages, and once when there are
                many, unless it said that there is nothing better.
        """
        self.name = name
        self.engine = engine
        self.bulk = engine
        self._upgrade = upgrade
        self._done = 0
        self._looked = False
        self._lock = Lock()
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.fingerprint = fingerprint
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens)

    @property
    def batches_at_once(self) -> int:
        """How many calls of `encode_passages` may run at a time: one is tokenised meanwhile."""
        return 2 if self.engine.workers > 1 else 1

    @property
    def path(self) -> str:
        """What computes the vectors of passages, in words."""
        return self.bulk.path

    def prepare(self) -> None:
        """Get ready for many passages before they are there."""
        with self._lock:
            if self._upgrade is not None and not self._looked:
                self._upgrade.prepare()

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension)."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        for rows, embeddings, mask in self._embedded(encodings, self.engine):
            vectors[rows] = mean(embeddings, mask)
        return vectors

    def encode_passages(
        self,
        passages: Sequence[PassageText],
        progress: Callable[[int], None] | None = None,
    ) -> Encoded:
        """Return vectors of passages and of their sentences, in the order given.

        A sentence that goes on beyond `max_tokens` is encoded on its own.
        """
        vectors = np.zeros((len(passages), self.dimension), dtype=np.float32)
        sentences: list[Float32] = []
        for start in range(0, len(passages), WINDOW):
            window = passages[start : start + WINDOW]
            sentences += self._encode_window(window, vectors[start : start + WINDOW], progress)
        return Encoded(passages=vectors, sentences=sentences)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has, special tokens left out."""
        counts: list[int] = []
        for each in self._tokenizer.encode_batch(list(texts), add_special_tokens=False):
            counts.append(len(each) + sum(len(rest) for rest in each.overflowing))
        return counts

    def _encode_window(
        self,
        passages: Sequence[PassageText],
        out: Float32,
        progress: Callable[[int], None] | None,
    ) -> list[Float32]:
        wholes = [whole(passage) for passage in passages]
        encodings = [self._tokenizer.encode(text) for text, _ in wholes]  # the engine has the cores
        sentences: list[Float32] = [np.zeros((0, self.dimension), np.float32)] * len(passages)
        alone: list[tuple[int, int]] = []
        self._consider(encodings)
        for rows, embeddings, mask in self._embedded(encodings, self.bulk):
            out[rows] = mean(embeddings, mask)
            for place, row in enumerate(rows):
                spans = passages[row].sentences
                ranges = token_ranges(encodings[row], spans, wholes[row][1])
                sentences[row] = span_means(embeddings[place], ranges)
                alone += [(row, i) for i, span in enumerate(ranges) if span is None]
            if progress is not None:
                progress(len(rows))
        if alone:
            texts = [passages[row].text[slice(*passages[row].sentences[i])] for row, i in alone]
            for (row, i), vector in zip(alone, self.encode_texts(texts), strict=True):
                sentences[row][i] = vector
        return sentences

    def _consider(self, encodings: Sequence[Any]) -> None:
        with self._lock:
            self._done += len(encodings)
            large = self._done >= LARGE
            look = large or (self._done >= READY and not self._looked)
            if self._upgrade is None or not look:
                return
            count = max(1, min(_SAMPLE, len(encodings) // _SHARE))
            sample = [each.ids for each in encodings[:: -(-len(encodings) // count)]]
            found, settled = self._upgrade(self.engine, sample, large)
            self._looked = True
            if found is not None:
                self.bulk = found
            if settled:
                self._upgrade = None

    def _embedded(
        self, encodings: Sequence[Any], engine: Engine
    ) -> Iterator[tuple[list[int], Float32, Ints]]:
        """Yield rows of `encodings` with their token embeddings and mask, longest first."""
        grouped = batches([len(each) for each in encodings], engine.budget)

        def embed(rows: list[int]) -> tuple[list[int], Float32, Ints]:
            ids, mask = padded([encodings[row].ids for row in rows])
            chosen = engine if ids.shape[1] >= SHORT else self.engine
            return rows, chosen.embed(ids, mask), mask

        if len(grouped) < 2 or engine.workers < 2:
            yield from map(embed, grouped)
            return
        with ThreadPoolExecutor(engine.workers) as pool:
            ahead = engine.workers * 2
            running = [pool.submit(embed, rows) for rows in grouped[:ahead]]
            for following in range(ahead, len(grouped) + ahead):
                if not running:
                    return
                yield running.pop(0).result()
                if following < len(grouped):
                    running.append(pool.submit(embed, grouped[following]))
