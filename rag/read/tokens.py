"""Pairs of texts as tokens, by a `tokenizers` tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rag.read.base import Tokens

MOST_TOKENS = 384
"""Tokens of a question and a window together; the reader is trained with as many."""


def prepared(tokenizer: Any, most: int = MOST_TOKENS) -> Any:
    """Return a `tokenizers.Tokenizer` set to cut the second text where a pair is too long."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(most, strategy="only_second")
    return tokenizer


def pairs(tokenizer: Any, texts: Sequence[tuple[str, str]], question: int = 300) -> list[Tokens]:
    """Return the tokens of (question, text) pairs.

    Args:
        tokenizer: as `prepared` returns it.
        texts: the pairs.
        question: characters of a question that are read.
    """
    found = []
    for encoding in tokenizer.encode_batch([(first[:question], second) for first, second in texts]):
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        second = np.array([at == 1 for at in encoding.sequence_ids])
        offsets[~second] = -1
        found.append(
            Tokens(
                np.array(encoding.ids, dtype=np.int64),
                np.array(encoding.type_ids, dtype=np.int64),
                offsets,
            )
        )
    return found


def padded(batch: Sequence[Tokens]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ids, mask and types of a batch, each of shape (rows, longest)."""
    width = max(len(tokens.ids) for tokens in batch)
    ids = np.zeros((len(batch), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    types = np.zeros_like(ids)
    for row, tokens in enumerate(batch):
        length = len(tokens.ids)
        ids[row, :length] = tokens.ids
        mask[row, :length] = 1
        types[row, :length] = tokens.types
    return ids, mask, types
