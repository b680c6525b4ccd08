"""Sentences in order of words and meaning that they share with the question, without reading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.query.plan import Plan
from rag.retrieve.features import sentence_features
from rag.retrieve.weights import sentence_weights
from rag.types import Hit

Address = tuple[str, int, int]


def shares(plan: Plan, hits: Sequence[Hit]) -> dict[Address, float]:
    """Return by address each sentence's probability of being the one that answers.

    A linear model of its features, fitted by listwise softmax on questions whose answer sentence
    is known.

    Args:
        plan: the question.
        hits: the passages.
    """
    best = max((hit.score for hit in hits), default=0.0)
    scores: dict[Address, float] = {}
    for hit in hits:
        rows = sentence_features(plan.asked, hit, hit.score - best) @ sentence_weights()
        for (start, end), value in zip(hit.passage.sentences, rows.tolist(), strict=True):
            scores[hit.article.id, start, end] = value
    if not scores:
        return {}
    values = np.array(list(scores.values()))
    weights = np.exp(values - values.max())
    return dict(zip(scores, (weights / weights.sum()).tolist(), strict=True))
