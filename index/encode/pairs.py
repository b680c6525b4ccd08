"""Pairs of texts as tokens, by a `tokenizers` tokenizer, for models that read two texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from index.encode import pool
from index.encode.engine import Ints


@dataclass(frozen=True, slots=True)
class Tokens:
    """Two texts behind each other, as a network sees them.

    Attributes:
        ids: token ids, special tokens included.
        types: which of the two texts each token is of, as the network was trained with.
        offsets: shape (tokens, 2): characters of the second text that a token covers; (-1, -1) for
            tokens that are not of it.
    """

    ids: Ints
    types: Ints
    offsets: Ints


def open_tokenizer(
    path: Path, most: int, cut: Literal["only_second", "longest_first"] = "only_second"
) -> Any:
    """Return the tokenizer in a file, set as `prepared` sets it.

    Those of files that are alike share one vocabulary, which takes 30 ms and 9 MB to read.

    Raises:
        Exception: the file is missing or holds no tokenizer; the package raises nothing narrower.
    """
    from tokenizers import Tokenizer

    read = _tokenizer(path.read_bytes())
    own = Tokenizer(read.model)
    own.normalizer, own.pre_tokenizer = read.normalizer, read.pre_tokenizer
    own.post_processor = read.post_processor
    own.add_special_tokens([token for _, token in sorted(read.get_added_tokens_decoder().items())])
    return prepared(own, most, cut)


@lru_cache(maxsize=1)
def _tokenizer(content: bytes) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_buffer(content)


def prepared(
    tokenizer: Any, most: int, cut: Literal["only_second", "longest_first"] = "only_second"
) -> Any:
    """Return a `tokenizers.Tokenizer` set to cut pairs that are too long.

    Args:
        tokenizer: which is changed.
        most: tokens of both texts together, special tokens included.
        cut: which of the two loses tokens at its end.
    """
    tokenizer.no_padding()
    tokenizer.enable_truncation(most, strategy=cut)
    return tokenizer


def pairs(tokenizer: Any, texts: Sequence[tuple[str, str]]) -> list[Tokens]:
    """Return the tokens of pairs of texts.

    Args:
        tokenizer: as `prepared` returns it.
        texts: the pairs.
    """
    found = []
    for encoding in tokenizer.encode_batch(list(texts)):
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


def padded(batch: Sequence[Tokens]) -> tuple[Ints, Ints, Ints]:
    """Return ids, mask and types of a batch, each of shape (rows, longest)."""
    ids, mask = pool.padded([tokens.ids for tokens in batch])
    types, _ = pool.padded([tokens.types for tokens in batch])
    return ids, mask, types
