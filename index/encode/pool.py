"""Token embeddings to vectors of passages and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32, PassageText

PASSAGE_SCHEME = "context\\ntext/1"


def whole(passage: PassageText) -> tuple[str, int]:
    """Return the text that is embedded for a passage and where the passage begins in it."""
    if not passage.context:
        return passage.text, 0
    return f"{passage.context}\n{passage.text}", len(passage.context) + 1


def unit(vectors: Float32) -> Float32:
    """Return vectors of shape (n, d) scaled to unit length; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Float32 = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def mean(embeddings: Float32, mask: NDArray[np.int64]) -> Float32:
    """Return the unit mean of each row's real tokens.

    Args:
        embeddings: shape (b, t, d).
        mask: shape (b, t), 1 for a real token and 0 for padding.
    """
    sums = np.einsum("btd,bt->bd", embeddings, mask.astype(np.float32))
    return unit(sums)


def token_ranges(
    encoding: Any, spans: Sequence[tuple[int, int]], offset: int
) -> list[tuple[int, int] | None]:
    """Return which tokens lie inside each span of a text.

    Args:
        encoding: the text as tokenised, with `offsets` and `special_tokens_mask`.
        spans: character spans in rising order.
        offset: what to add to a span to make it an offset into the tokenised text.

    Returns:
        (first, one past the last) token for each span; None where the span has no token or
        goes on beyond the tokens that the model reads.
    """
    offsets: list[tuple[int, int]] = encoding.offsets
    real = [i for i, special in enumerate(encoding.special_tokens_mask) if not special]
    cut = bool(encoding.overflowing)
    reach = offsets[real[-1]][1] if real else 0
    found: list[tuple[int, int] | None] = []
    at = 0
    for start, end in spans:
        start, end = start + offset, end + offset
        while at < len(real) and offsets[real[at]][0] < start:
            at += 1
        first = at
        while at < len(real) and offsets[real[at]][0] < end:
            at += 1
        complete = at > first and not (cut and reach < end)
        found.append((real[first], real[at - 1] + 1) if complete else None)
    return found


def span_means(embeddings: Float32, ranges: Sequence[tuple[int, int] | None]) -> Float32:
    """Return the unit mean of the tokens of each range; zero where a range is None.

    Args:
        embeddings: one text's token embeddings, shape (t, d).
        ranges: token ranges.
    """
    sums = np.zeros((len(ranges), embeddings.shape[1]), dtype=np.float32)
    for row, span in enumerate(ranges):
        if span is not None:
            embeddings[span[0] : span[1]].sum(axis=0, out=sums[row])
    return unit(sums)


def batches(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Group texts of like length so that a batch holds about `budget` tokens.

    Args:
        lengths: tokens of each text.
        budget: tokens of a batch, padding counted; a longer text is a batch of its own.

    Returns:
        positions into `lengths`, longest texts first.
    """
    grouped: list[list[int]] = []
    widest = 0
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if grouped and (len(grouped[-1]) + 1) * widest <= budget:
            grouped[-1].append(i)
        else:
            grouped.append([i])
            widest = max(1, lengths[i])
    return grouped


def padded(
    texts: Sequence[Sequence[int] | NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return token numbers as one array, padded with zeros at the end, and its mask."""
    width = max(len(each) for each in texts)
    ids = np.zeros((len(texts), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, each in enumerate(texts):
        ids[row, : len(each)] = each
        mask[row, : len(each)] = 1
    return ids, mask
