"""Neighbouring passages of one article, read as one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from index.article import Passage
from index.encode.base import Float32
from rag.retrieve.features import Read
from rag.types import Found, Hit

# White space that may stand between two passages that follow on each other.
_GAP = 4


def merge_neighbours(found: Found) -> Found:
    """Return hits with passages that follow on each other joined where the better one stands.

    A joined hit has the place and score of its best passage, the sentences of all of them in
    reading order, and the best of their scores by retriever.
    """
    groups: list[list[int]] = []
    for place, hit in enumerate(found.hits):
        for group in groups:
            if any(_follow(found.hits[other].passage, hit.passage) for other in group):
                group.append(place)
                break
        else:
            groups.append([place])
    hits, reads, vectors = [], [], []
    for group in groups:
        ordered = sorted(group, key=lambda place: found.hits[place].passage.start)
        hits.append(_hit([found.hits[place] for place in ordered], found.hits[group[0]]))
        reads.append(_read([found.reads[place] for place in ordered]))
        vectors.append(_stack([found.vectors[place] for place in ordered]))
    return Found(hits, reads, vectors, found.also)


def _follow(one: Passage, other: Passage) -> bool:
    if one.article_id != other.article_id:
        return False
    first, second = (one, other) if one.start < other.start else (other, one)
    return 0 <= second.start - first.end <= _GAP


def _hit(parts: list[Hit], best: Hit) -> Hit:
    if len(parts) == 1:
        return best
    passage = replace(
        best.passage,
        start=parts[0].passage.start,
        end=parts[-1].passage.end,
        sentences=tuple(span for part in parts for span in part.passage.sentences),
    )
    scores = {name: max(part.scores[name] for part in parts) for name in best.scores}
    return Hit(passage, best.article, best.score, scores)


def _read(parts: list[Read]) -> Read:
    if len(parts) == 1:
        return parts[0]
    return replace(
        parts[0],
        sentences=[words for part in parts for words in part.sentences],
        terms=[terms for part in parts for terms in part.terms],
        cosine=max(part.cosine for part in parts),
        sentence_cosines=np.concatenate([part.sentence_cosines for part in parts]),
        part_cosine=max(part.part_cosine for part in parts),
        lexical=max(part.lexical for part in parts),
    )


def _stack(parts: list[Float32]) -> Float32:
    return parts[0] if len(parts) == 1 else np.vstack(parts)
