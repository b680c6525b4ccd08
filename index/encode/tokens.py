"""The part of an encoder that does not depend on what computes the token embeddings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Encoded, Float32, PassageText
from index.encode.pool import batches, mean, span_means, token_ranges, whole

Ints = NDArray[np.int64]

WINDOW = 4096
"""Passages that are tokenised and sorted by length together."""

TOKENS_A_BATCH = 4096


class TokenEncoder(ABC):
    """A mean-pooled model: one forward pass gives a passage's vector and its sentences'.

    Attributes:
        name, dimension, fingerprint, max_tokens: as in `index.encode.base.Encoder`.
        path: what computes the vectors, in words ("onnxruntime float32, cpu").
    """

    path: str

    def __init__(
        self, name: str, tokenizer: Any, *, dimension: int, max_tokens: int, fingerprint: str
    ) -> None:
        """Set up the encoder.

        Args:
            name: the name or folder it was loaded from.
            tokenizer: a `tokenizers.Tokenizer`; a copy of it is kept.
            dimension: length of a vector.
            max_tokens: tokens of a text that are read, special tokens counted.
            fingerprint: identity of the vectors.
        """
        self.name = name
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.fingerprint = fingerprint
        self.tokens_a_batch = TOKENS_A_BATCH
        self._counter = tokenizer
        self._tokenizer = type(tokenizer).from_str(tokenizer.to_str())
        for each in (self._counter, self._tokenizer):
            each.no_padding()
            each.no_truncation()
        self._tokenizer.enable_truncation(max_tokens)

    @abstractmethod
    def forward(self, ids: Ints, mask: Ints) -> Float32:
        """Return token embeddings of shape (b, t, dimension).

        Args:
            ids: token numbers, shape (b, t), padded with zeros at the end.
            mask: 1 for a real token, 0 for padding, same shape.
        """

    def encode_texts(self, texts: Sequence[str]) -> Float32:
        """Return unit vectors of texts, shape (len(texts), dimension)."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        for rows in batches([len(each) for each in encodings], self.tokens_a_batch):
            embeddings, mask = self._embed([encodings[row] for row in rows])
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
        encodings = self._counter.encode_batch(list(texts), add_special_tokens=False)
        return [len(each) for each in encodings]

    def _encode_window(
        self,
        passages: Sequence[PassageText],
        out: Float32,
        progress: Callable[[int], None] | None,
    ) -> list[Float32]:
        wholes = [whole(passage) for passage in passages]
        encodings = self._tokenizer.encode_batch([text for text, _ in wholes])
        sentences: list[Float32] = [np.zeros((0, self.dimension), np.float32)] * len(passages)
        alone: list[tuple[int, int]] = []
        for rows in batches([len(each) for each in encodings], self.tokens_a_batch):
            embeddings, mask = self._embed([encodings[row] for row in rows])
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

    def _embed(self, encodings: Sequence[Any]) -> tuple[Float32, Ints]:
        width = max(len(each) for each in encodings)
        ids = np.zeros((len(encodings), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(encodings):
            ids[row, : len(each)] = each.ids
            mask[row, : len(each)] = 1
        return self.forward(ids, mask), mask


