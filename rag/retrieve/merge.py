"""Neighbouring passages of one article, read as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.article import Passage
from rag.types import Hit

# White space that may stand between two passages that follow on each other.
_GAP = 4


def merge_neighbours(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with passages that follow on each other joined where the better one stands.

    A joined hit has the place and score of its best passage, the sentences of all of them in
    reading order, and the best of their scores by retriever.
    """
    groups: list[list[Hit]] = []
    for hit in hits:
        for group in groups:
            if any(_follow(other.passage, hit.passage) for other in group):
                group.append(hit)
                break
        else:
            groups.append([hit])
    return [_joined(group) for group in groups]


def _follow(one: Passage, other: Passage) -> bool:
    if one.article_id != other.article_id:
        return False
    first, second = (one, other) if one.start < other.start else (other, one)
    return 0 <= second.start - first.end <= _GAP


def _joined(group: Sequence[Hit]) -> Hit:
    best = group[0]
    if len(group) == 1:
        return best
    parts = sorted(group, key=lambda hit: hit.passage.start)
    passage = replace(
        best.passage,
        start=parts[0].passage.start,
        end=parts[-1].passage.end,
        sentences=tuple(span for part in parts for span in part.passage.sentences),
    )
    return replace(
        best,
        passage=passage,
        scores={name: max(part.scores[name] for part in parts) for name in best.scores},
        terms=tuple(terms for part in parts for terms in part.terms),
        vectors=np.vstack([part.vectors for part in parts]),
    )
