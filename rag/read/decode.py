"""From the scores of tokens to readings: the best span of each sentence, and "no answer"."""

from __future__ import annotations

import numpy as np

from rag.read.base import Float32, Ints, Reading
from rag.read.windows import Window
from rag.types import Hit

LONGEST_SPAN = 40
"""Tokens of an answer at the most."""


def readings(
    hit: Hit, window: Window, offsets: Ints, starts: Float32, ends: Float32
) -> list[Reading]:
    """Return the best span of each sentence of a window, the best sentence first.

    The score of a span is its start's and end's score less that of the first token, which stands
    for "no answer" (Devlin et al. 2019, arXiv:1810.04805).

    Args:
        hit: the passage.
        window: the part of it that was read.
        offsets: characters of the window's text that each token covers, shape (tokens, 2).
        starts: score of each token as the first of an answer.
        ends: score of each token as the last of an answer.
    """
    body = np.flatnonzero(offsets[:, 0] >= window.shift)
    if not len(body):
        return []
    null = float(starts[0] + ends[0])
    low, high = int(body[0]), int(body[-1]) + 1
    first, last = starts[low:high], ends[low:high]
    total = first[:, None] + last[None, :]
    allowed = np.triu(np.ones(total.shape, dtype=bool)) & ~np.triu(
        np.ones(total.shape, dtype=bool), LONGEST_SPAN
    )
    total = np.where(allowed, total, -np.inf)
    places = offsets[low:high] - window.shift + window.start
    chances = np.exp(first - first.max())
    chances /= chances.sum()
    found = []
    for start, end in window.sentences:
        rows = np.flatnonzero((places[:, 0] >= start) & (places[:, 0] < end))
        if not len(rows):
            continue
        part = total[rows[0] : rows[-1] + 1, rows[0] : rows[-1] + 1]
        best = np.unravel_index(int(np.argmax(part)), part.shape)
        a, b = int(rows[0] + best[0]), int(rows[0] + best[1])
        found.append(
            Reading(
                hit,
                int(places[a, 0]),
                int(places[b, 1]),
                (start, end),
                float(total[a, b]) - null,
                float(chances[rows].sum()),
            )
        )
    return sorted(found, key=lambda reading: -reading.score)
