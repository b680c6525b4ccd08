"""A cheap stand-in for a model: a text is the sum of its words' random directions."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np

from index.encode.base import Encoded, Encoder
from index.store.identity import normalise

_DIMENSION = 64


class WordEncoder(Encoder):
    """Words to directions; texts that share words are near each other."""

    name = "words"
    dimension = _DIMENSION
    fingerprint = f"words-{_DIMENSION}"
    max_tokens = 1_000_000

    def encode_texts(self, texts):
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in normalise(text).split():
                row += _direction(word)
        rows[:, 0] += 1e-3
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def encode_passages(self, passages, progress=None):
        whole = self.encode_texts([f"{each.context} {each.text}" for each in passages])
        parts = [
            self.encode_texts([each.text[start:end] for start, end in each.sentences])
            for each in passages
        ]
        if progress is not None:
            progress(len(passages))
        return Encoded(whole, parts)

    def count_tokens(self, texts):
        return [len(text.split()) for text in texts]


@lru_cache(maxsize=200_000)
def _direction(word):
    seed = int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=8).digest(), "little")
    return np.random.default_rng(seed).standard_normal(_DIMENSION).astype(np.float32)
