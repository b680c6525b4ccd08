"""Fitting the confidence: a logistic regression on questions that have and have no answer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.fit.examples import Example
from eval.metrics.auroc import auroc
from index.encode.base import Float32
from rag.answer.confidence import CONFIDENCE_FEATURES, confidence_features
from rag.answer.evidence import weigh

FOREIGN = "nq in squad foreign"
RISK = 0.1


@dataclass(frozen=True, slots=True)
class Case:
    """One question as the confidence sees it.

    Attributes:
        kind: where it is from and whether it can be answered.
        row: its features.
        right: 1.0 when the best evidence answers it.
        half: 0 or 1.
    """

    kind: str
    row: Float32
    right: float
    half: int


def cases(examples: Sequence[Example], kind: str, answerable: bool) -> list[Case]:
    """Return what the confidence sees of examples, under the weights in force."""
    made = []
    for example in examples:
        evidence = weigh(example.plan, example.found)
        if not evidence:
            continue
        row = np.array(confidence_features(evidence), np.float32)
        relevant = evidence[0].hit.article.id in example.question.relevant
        made.append(Case(kind, row, float(answerable and relevant), example.half))
    return made


def fit_confidence(train: Sequence[Case], held: Sequence[Case]) -> dict[str, Any]:
    """Return offset, weights and threshold of the confidence.

    Every kind of question counts the same, and right and wrong together too: a confidence of
    0.5 is that of a question which is as likely to be answered rightly as not. The threshold is
    the lowest confidence at which at most one in ten held-out questions of another corpus is
    answered.

    Args:
        train: what the weights are fitted on.
        held: what the threshold is read from.
    """
    from sklearn.linear_model import LogisticRegression

    sizes = Counter(case.kind for case in train)
    share = [1.0 / sizes[case.kind] for case in train]
    right = sum(weight for weight, case in zip(share, train, strict=True) if case.right)
    odds = (sum(share) - right) / right
    model = LogisticRegression(C=10.0, max_iter=2000)
    model.fit(
        np.stack([case.row for case in train]),
        [case.right for case in train],
        sample_weight=[
            1000.0 * weight * (odds if case.right else 1.0)
            for weight, case in zip(share, train, strict=True)
        ],
    )
    weights = dict(zip(CONFIDENCE_FEATURES, model.coef_[0].tolist(), strict=True))
    offset = float(model.intercept_[0])
    chances = 1.0 / (1.0 + np.exp(-(np.stack([c.row for c in held]) @ model.coef_[0] + offset)))
    return {
        "offset": offset,
        "weights": weights,
        "threshold": _threshold(chances, held, RISK),
        "meaning": (
            f"at most 1 in {round(1 / RISK)} questions that the archive does not answer is "
            "answered (held-out nq-open questions asked of squad2 paragraphs)"
        ),
    }


def _threshold(chances: np.ndarray, held: Sequence[Case], risk: float) -> float:
    """Return the lowest confidence at which few questions of another corpus are answered.

    A standard error is kept in hand, so that the promise holds on other questions too.
    """
    foreign = chances[np.array([case.kind == FOREIGN for case in held])]
    spare = math.sqrt(risk * (1.0 - risk) / len(foreign))
    return round(float(np.quantile(foreign, 1.0 - max(0.0, risk - spare))), 4)


def separation(model: dict[str, Any], positive: Sequence[Case], negative: Sequence[Case]) -> float:
    """Return the AUROC of the confidence between two kinds of questions."""
    weights = np.array([model["weights"][name] for name in CONFIDENCE_FEATURES])
    scores = [float(case.row @ weights) for case in (*positive, *negative)]
    labels = [True] * len(positive) + [False] * len(negative)
    return float(auroc(scores, labels))
