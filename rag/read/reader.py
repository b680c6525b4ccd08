"""Reading: a question and passages in, the places that answer out."""

from __future__ import annotations

from collections.abc import Sequence

from rag.read.base import Reading, SpanModel
from rag.read.decode import readings
from rag.read.windows import windows
from rag.types import Hit


def read(model: SpanModel, question: str, hits: Sequence[Hit]) -> list[list[Reading]]:
    """Return what a reader makes of each passage: the best span of each sentence, best first.

    Args:
        model: scores the tokens.
        question: any question.
        hits: the passages.
    """
    parts = list(windows(hits))
    found: list[list[Reading]] = [[] for _ in hits]
    if not parts:
        return found
    tokens = model.tokenised([(question, part.text) for part in parts])
    starts, ends = model.logits(tokens)
    for part, own, first, last in zip(parts, tokens, starts, ends, strict=True):
        hit = hits[part.hit]
        found[part.hit] += readings(hit, part, own.offsets, first, last)
    return [_each_sentence_once(own) for own in found]


def _each_sentence_once(found: list[Reading]) -> list[Reading]:
    best: dict[tuple[int, int], Reading] = {}
    for reading in sorted(found, key=lambda reading: -reading.score):
        best.setdefault(reading.sentence, reading)
    return list(best.values())
