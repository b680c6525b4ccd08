"""How likely it is that the archive answers, and when to say that it does not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.retrieve.weights import fitted
from rag.types import Evidence

CONFIDENCE_FEATURES = (
    "cosine",  # of the question and the nearest sentence that was read
    "coverage",  # share of the question's term weight in the passage that has most of it
    "agreement",  # the two multiplied
    "margin",  # of the best passage over the next article's
    "pairs",  # share of the question's neighbouring terms that stand close together somewhere
)


def confidence_features(evidence: Sequence[Evidence]) -> list[float]:
    """Return what the confidence is computed from, in the order of `CONFIDENCE_FEATURES`.

    None of it depends on how large the archive is, so that one threshold serves all.

    Args:
        evidence: sentences, best first; not empty.
    """
    best = evidence[0].hit
    cosine = max(item.features["cosine"] for item in evidence)
    covered = max(item.features["passage_coverage"] for item in evidence)
    others = [item.hit.score for item in evidence if item.hit.article.id != best.article.id]
    margin = best.score - max(others, default=best.score - 2.0)
    return [
        cosine,
        covered,
        cosine * covered,
        max(-4.0, min(margin, 4.0)) / 4.0,
        max(item.features["pairs"] for item in evidence),
    ]


def confidence(evidence: Sequence[Evidence]) -> float:
    """Return the calibrated probability, 0..1, that the best evidence answers the question.

    A logistic regression (Platt 1999) fitted on held-out questions, answerable and not; 0.0 when
    there is no evidence.
    """
    if not evidence:
        return 0.0
    model = fitted()["confidence"]
    total = float(model["offset"])
    for name, value in zip(CONFIDENCE_FEATURES, confidence_features(evidence), strict=True):
        total += float(model["weights"][name]) * value
    return 1.0 / (1.0 + math.exp(-total))


def threshold() -> float:
    """Return the confidence under which Dateline abstains, as it was fitted."""
    return float(fitted()["confidence"]["threshold"])


def meaning() -> str:
    """Return in words what the fitted threshold promises, and on what that was measured."""
    return str(fitted()["confidence"]["meaning"])
