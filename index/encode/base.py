"""What an encoder gives the rest of Dateline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Float32: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage as it is embedded.

    Attributes:
        context: what the passage must know of its article (title, outlet, date), put before it.
        text: the passage itself.
        sentences: (start, end) of its sentences, offsets into `text`.
    """

    context: str
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of a run of passages, each of unit length.

    Attributes:
        passages: shape (n, dimension).
        sentences: one array of shape (sentences, dimension) a passage. A sentence's vector is
            the mean over its tokens of the passage's token embeddings, so that it knows its
            neighbours (late chunking, Günther et al. 2024, arXiv:2409.04701).
    """

    passages: Float32
    sentences: list[Float32]


class Encoder(Protocol):
    """An embedding model, ready to use.

    A class that names `Encoder` as its base has what is given here: it is called by one thread
    after another, and needs no preparing.

    Attributes:
        name: the name or folder it was loaded from.
        dimension: length of a vector.
        fingerprint: changes whenever the same text would get another vector.
        max_tokens: tokens of a text that are read; what is beyond is not embedded.
    """

    name: str
    dimension: int
    fingerprint: str
    max_tokens: int

    @property
    def batches_at_once(self) -> int:
        """How many calls of `encode_passages` it bears at a time."""
        return 1

    def prepare(self) -> None:
        """Get ready for many passages; called before there are any."""
        return None

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts (questions, claims), shape (len(texts), dimension)."""
        ...

    def encode_passages(
        self,
        passages: Sequence[PassageText],
        progress: Callable[[int], None] | None = None,
    ) -> Encoded:
        """Return vectors of passages and of their sentences.

        Args:
            passages: what to embed.
            progress: called with the number of passages done since the last call.
        """
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens the model sees in each text, special tokens left out."""
        ...


class WrappedEncoder(Encoder):
    """An encoder that passes all on to another.

    Attributes:
        encoder: the other; name, dimension, fingerprint and max_tokens are its own.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Wrap an encoder."""
        self.encoder = encoder
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.fingerprint = encoder.fingerprint
        self.max_tokens = encoder.max_tokens

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension)."""
        return self.encoder.encode_texts(texts)

    def encode_passages(
        self,
        passages: Sequence[PassageText],
        progress: Callable[[int], None] | None = None,
    ) -> Encoded:
        """Return vectors of passages and of their sentences."""
        return self.encoder.encode_passages(passages, progress)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens the model sees in each text."""
        return self.encoder.count_tokens(texts)
