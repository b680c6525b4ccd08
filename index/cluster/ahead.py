"""A model whose vectors were mostly computed elsewhere before they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.encode.base import Encoded, Encoder, Float32, PassageText, WrappedEncoder


@dataclass(frozen=True, slots=True)
class Embedded:
    """The passages of one article, and their vectors.

    Attributes:
        texts: what was embedded.
        passages: shape (n, dimension).
        sentences: one array a passage, float16.
    """

    texts: tuple[PassageText, ...]
    passages: np.ndarray
    sentences: tuple[np.ndarray, ...]


class EncodedAhead(WrappedEncoder):
    """Gives the vectors that it was handed, and has the others made.

    Attributes:
        spared: passages that came ahead.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Stand for a model.

        Args:
            encoder: the model that made the vectors elsewhere; it makes those that are missing.
        """
        super().__init__(encoder)
        self.spared = 0
        self._known: dict[PassageText, tuple[Float32, Float32]] = {}

    def keep(self, embedded: Embedded) -> None:
        """Take in vectors until they are asked for."""
        for text, vector, sentences in zip(
            embedded.texts, embedded.passages, embedded.sentences, strict=True
        ):
            self._known[text] = (vector.astype(np.float32), sentences.astype(np.float32))

    def forget(self) -> None:
        """Let go of vectors that nobody asked for, as those of articles that were known."""
        self._known.clear()

    def encode_passages(
        self,
        passages: Sequence[PassageText],
        progress: Callable[[int], None] | None = None,
    ) -> Encoded:
        """Return vectors of passages and of their sentences."""
        found = [self._known.pop(each, None) for each in passages]
        missing = [each for each, known in zip(passages, found, strict=True) if known is None]
        self.spared += len(passages) - len(missing)
        if progress is not None and len(missing) < len(passages):
            progress(len(passages) - len(missing))
        made = super().encode_passages(missing, progress) if missing else None
        vectors = np.empty((len(passages), self.dimension), np.float32)
        sentences: list[Float32] = []
        place = 0
        for row, known in enumerate(found):
            if known is None:
                assert made is not None
                known = made.passages[place], made.sentences[place]
                place += 1
            vectors[row] = known[0]
            sentences.append(known[1])
        return Encoded(vectors, sentences)
