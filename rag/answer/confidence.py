"""How likely it is that the archive answers, and when to say that it does not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.answer.evidence import ScoredSentence
from rag.retrieve.features import SENTENCE_FEATURES
from rag.retrieve.weights import fitted

CONFIDENCE_FEATURES = (
    "cosine",  # of the question and the nearest sentence that was read
    "coverage",  # share of the question's term weight in the passage that has most of it
    "agreement",  # the two multiplied
    "margin",  # of the best passage over the next article's
    "pairs",  # share of the question's neighbouring terms that stand close together somewhere
)


def confidence_features(sentences: Sequence[ScoredSentence]) -> list[float]:
    """Return what the confidence is computed from, in the order of `CONFIDENCE_FEATURES`.

    None of it depends on how large the archive is, so that one threshold serves all.

    Args:
        sentences: best first; not empty.
    """
    hits = [each.evidence.hit for each in sentences]
    best = hits[0]
    cosine = _most(sentences, "cosine")
    covered = _most(sentences, "passage_coverage")
    others = [hit.score for hit in hits if hit.article.id != best.article.id]
    margin = best.score - max(others, default=best.score - 2.0)
    return [
        cosine,
        covered,
        cosine * covered,
        max(-4.0, min(margin, 4.0)) / 4.0,
        _most(sentences, "pairs"),
    ]


def _most(sentences: Sequence[ScoredSentence], feature: str) -> float:
    column = SENTENCE_FEATURES.index(feature)
    return max(float(each.row[column]) for each in sentences)


def confidence(sentences: Sequence[ScoredSentence]) -> float:
    """Return the calibrated probability, 0..1, that the best sentence answers the question.

    A logistic regression (Platt 1999) fitted on held-out questions, answerable and not; 0.0 when
    there is none.
    """
    if not sentences:
        return 0.0
    model = fitted()["confidence"]
    total = float(model["offset"])
    for name, value in zip(CONFIDENCE_FEATURES, confidence_features(sentences), strict=True):
        total += float(model["weights"][name]) * value
    return 1.0 / (1.0 + math.exp(-total))


def threshold() -> float:
    """Return the confidence under which Dateline abstains, as it was fitted."""
    return float(fitted()["confidence"]["threshold"])


def meaning() -> str:
    """Return in words what the fitted threshold promises, and on what that was measured."""
    return str(fitted()["confidence"]["meaning"])
