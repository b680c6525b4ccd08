"""An encoder around another, that adds up how long passages take it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from index.encode.base import Encoded, Encoder, Float32, PassageText


class TimedEncoder(Encoder):
    """An encoder that passes all on to another.

    Attributes:
        encoder: the other.
        name, dimension, fingerprint, max_tokens: those of the other.
        seconds: that passages took it.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.fingerprint = encoder.fingerprint
        self.max_tokens = encoder.max_tokens
        self.seconds = 0.0

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension)."""
        return self.encoder.encode_texts(texts)

    def encode_passages(
        self, passages: Sequence[PassageText], progress: Callable[[int], None] | None = None
    ) -> Encoded:
        """Return vectors of passages and of their sentences."""
        began = time.perf_counter()
        encoded = self.encoder.encode_passages(passages, progress)
        self.seconds += time.perf_counter() - began
        return encoded

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens the model sees in each text."""
        return self.encoder.count_tokens(texts)
