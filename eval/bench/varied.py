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

    A passage that was really encoded gets its vectors whenever it comes again.

    Attributes:
        real: how many passages were really encoded.
    """

    def __init__(self, encoder: Encoder, real: int) -> None:
        """Wrap an encoder; `real` passages go through it."""
        super().__init__(encoder)
        self.real = 0
        self._most = real
        self._places: dict[PassageText, int] = {}
        self._passages = np.empty((0, encoder.dimension), np.float32)
        self._sentences: list[Float32] = []

    def encode_passages(
        self, passages: Sequence[PassageText], progress: Callable[[int], None] | None = None
    ) -> Encoded:
        """Return real vectors, computed while some are left to compute, or else varied ones."""
        new = [each for each in dict.fromkeys(passages) if each not in self._places]
        new = new[: self._most - self.real]
        if new:
            encoded = super().encode_passages(new)
            self._places |= {each: self.real + place for place, each in enumerate(new)}
            self._passages = np.concatenate([self._passages, encoded.passages])
            self._sentences += encoded.sentences
            self.real += len(new)
        random = np.random.default_rng(zlib.crc32(passages[0].text.encode()))
        known = [self._places.get(each) for each in passages]
        counts = [len(each.sentences) for each in passages]
        vectors = varied(self._passages, len(passages), random)
        drawn = varied(np.concatenate(self._sentences), sum(counts), random)
        sentences = np.split(drawn, np.cumsum(counts)[:-1])
        for row, place in enumerate(known):
            if place is not None:
                vectors[row], sentences[row] = self._passages[place], self._sentences[place]
        if progress is not None:
            progress(len(passages))
        return Encoded(vectors, sentences)


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
