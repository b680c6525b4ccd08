"""How likely it is that the archive answers, and when to say that it does not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.features import Asked
from rag.parts import Evidence
from rag.weights import fitted

CONFIDENCE_FEATURES = (
    "cosine",
    "coverage",
    "context_coverage",
    "passage_coverage",
    "kind",
    "pairs",
    "passage_cosine",
    "margin",  # of the best passage over the next article's
    "score",  # fused score of the best passage
    "rarity",
    "missing",  # weight of the heaviest question term that the passage lacks, as a share
    "terms",
)


def confidence_features(asked: Asked, evidence: Sequence[Evidence]) -> list[float]:
    """Return what the confidence is computed from, in the order of `CONFIDENCE_FEATURES`.

    Args:
        asked: the question.
        evidence: sentences, best first; not empty.
    """
    best = evidence[0]
    own = best.features
    others = [e.hit.score for e in evidence if e.hit.article.id != best.hit.article.id]
    margin = best.hit.score - max(others, default=best.hit.score - 2.0)
    covered = own["passage_coverage"]
    heaviest = max(asked.weights.values(), default=0.0)
    return [
        own["cosine"],
        own["coverage"],
        own["context_coverage"],
        covered,
        own["kind"],
        own["pairs"],
        own["passage_cosine"],
        max(-4.0, min(margin, 4.0)) / 4.0,
        best.hit.score / 10.0,
        asked.rarity,
        (1.0 - covered) * asked.total / heaviest if heaviest else 0.0,
        min(len(asked.weights), 10) / 10.0,
    ]


def confidence(asked: Asked, evidence: Sequence[Evidence]) -> float:
    """Return the calibrated probability, 0..1, that the best evidence answers the question.

    A logistic regression (Platt 1999) fitted on held-out questions, answerable and not; 0.0 when
    there is no evidence.
    """
    if not evidence:
        return 0.0
    model = fitted()["confidence"]
    total = float(model["offset"])
    for name, value in zip(CONFIDENCE_FEATURES, confidence_features(asked, evidence), strict=True):
        total += float(model["weights"][name]) * value
    return 1.0 / (1.0 + math.exp(-total))


def threshold() -> float:
    """Return the confidence under which Dateline abstains, as it was fitted."""
    return float(fitted()["confidence"]["threshold"])


