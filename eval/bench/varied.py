"""Archives larger than there is text and time for: real passages first, then varied ones."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import numpy as np

from eval.bench.timed import TimedEncoder
from index.article import Article
from index.encode.base import Encoded, Encoder, Float32, PassageText
from index.encode.pool import unit

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NOISE = 0.5


class VariedEncoder(TimedEncoder):
    """Encodes the first passages as they are; later ones get vectors varied from theirs.

    A varied vector lies between two real ones, with some noise added, so that the vectors keep
    their clusters; it does not say what its passage says, and figures of quality mean nothing.

    Attributes:
        real: how many passages were really encoded.
    """

    def __init__(self, encoder: Encoder, real: int) -> None:
        """Wrap an encoder; `real` passages go through it."""
        super().__init__(encoder)
        self.real = 0
        self._most = real
        self._passages = np.empty((0, encoder.dimension), np.float32)
        self._sentences = np.empty((0, encoder.dimension), np.float32)

    def encode_passages(
        self, passages: Sequence[PassageText], progress: Callable[[int], None] | None = None
    ) -> Encoded:
        """Return real vectors while some are left to compute, then varied ones."""
        split = min(len(passages), self._most - self.real)
        encoded = super().encode_passages(passages[:split], progress)
        if split:
            self.real += split
            self._passages = np.concatenate([self._passages, encoded.passages])
            self._sentences = np.concatenate([self._sentences, *encoded.sentences])
        rest = passages[split:]
        if not rest:
            return encoded
        random = np.random.default_rng(zlib.crc32(rest[0].text.encode()))
        counts = [len(each.sentences) for each in rest]
        vectors = varied(self._passages, len(rest), random)
        sentences = np.split(varied(self._sentences, sum(counts), random), np.cumsum(counts)[:-1])
        if progress is not None:
            progress(len(rest))
        return Encoded(
            np.concatenate([encoded.passages, vectors]), [*encoded.sentences, *sentences]
        )


def varied(vectors: Float32, count: int, random: np.random.Generator) -> Float32:
    """Return unit vectors between two of the given ones, with noise; shape (count, d)."""
    one, other = random.integers(0, len(vectors), (2, count))
    share = random.uniform(0.2, 0.7, (count, 1)).astype(np.float32)
    noise = random.standard_normal((count, vectors.shape[1]), dtype=np.float32)
    noise *= _NOISE / np.sqrt(vectors.shape[1])
    return unit(vectors[one] + share * vectors[other] + noise)


def articles(real: Sequence[Article]) -> Iterator[Article]:
    """Yield the real articles, then without end ones made of the sentences of two of them."""
    yield from real
    pieces = [_SENTENCE.split(one.text) for one in real]
    random = np.random.default_rng(4)
    number = 0
    while True:
        one, other = (int(n) for n in random.integers(0, len(real), 2))
        mixed = [*pieces[one], *pieces[other]]
        size = max(1, len(pieces[one]))
        chosen = random.permutation(len(mixed))[:size]
        day = real[one].date
        yield Article(
            id=f"varied-{number}",
            title=real[other].title,
            text=" ".join(mixed[place] for place in sorted(chosen)) + f" ({number})",
            date=day + timedelta(days=int(random.integers(0, 3000))) if day else None,
            source=real[one].source,
        )
        number += 1
