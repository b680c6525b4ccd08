"""An encoder around another, for benchmarks that time it or make vectors up."""

from __future__ import annotations

from collections.abc import Sequence

from index.encode.base import Encoder, Float32


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
