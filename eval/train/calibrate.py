"""Weights of the order of readings and of confidence, fitted on questions kept from training."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.train.newsroom import says
from index import Index
from index.filters import Filters
from rag.names import absent
from rag.query.plan import anchor, understand
from rag.read import load_reader
from rag.read.base import Reading
from rag.read.rank import CONFIDENCE_FEATURES, ORDER_FEATURES, Ranked, confidence_features
from rag.read.rank import order_features as features_of
from rag.read.reader import read
from rag.retrieve.merge import merge_neighbours
from rag.retrieve.search import search
from rag.settings import RagSettings

Float64 = NDArray[np.float64]
_PULL = 0.01
"""Weight of the squared size of fitted weights (ridge)."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with all readings of what retrieval brings up.

    Attributes:
        question: the row as it was written.
        readings: of all passages.
        rows: their features, in the order of `ORDER_FEATURES`.
        right: which of them answer.
        lacks: by article id, whether it lacks a name or year of the question.
    """

    question: Mapping[str, Any]
    readings: list[Reading]
    rows: Float64
    right: NDArray[np.bool_]
    lacks: dict[str, bool]


def cases(
    archive: Index, questions: Sequence[Mapping[str, Any]], reader: str | None, now: date
) -> list[Case]:
    """Return each question with the readings of the passages that the pipeline reads."""
    settings = RagSettings()
    model = load_reader(reader)
    found = []
    for question in questions:
        asked = str(question["question"])
        plan = understand(asked, archive, filters=Filters(), now=now, settings=settings)
        plan = anchor(plan, archive, settings)
        hits = merge_neighbours(search(archive, plan, Filters(), settings.top_k, settings))
        readings = [each for own in read(model, asked, hits) for each in own]
        if not readings:
            continue
        best = max(each.hit.score for each in readings)
        articles = {each.hit.article.id: each.hit.article for each in readings}
        found.append(
            Case(
                question,
                readings,
                np.array([features_of(each, best) for each in readings]),
                np.array([_answers(question, each) for each in readings]),
                {name: absent(asked, article) is not None for name, article in articles.items()},
            )
        )
    return found


def _answers(question: Mapping[str, Any], reading: Reading) -> bool:
    """Return whether a reading's sentence is one of the evidence, or says all of gold."""
    if not question["answerable"]:
        return False
    sentence = reading.hit.article.text[slice(*reading.sentence)]
    if any(sentence in each or each in sentence for each in question["evidence"]):
        return True
    return reading.hit.article.id in question["docs"] and says(question, sentence)


def fit_order(known: Sequence[Case]) -> Float64:
    """Return weights under which right readings are most probable.

    Listwise softmax (Cao et al. 2007), several right readings being as good as one.
    """
    told = [case for case in known if case.right.any() and not case.right.all()]

    def loss(weights: Float64) -> tuple[float, Float64]:
        total, slope = 0.0, np.zeros_like(weights)
        for case in told:
            scores = case.rows @ weights
            all_of = _softmax(scores)
            right = _softmax(np.where(case.right, scores, -1e9))
            total += float(np.log(right.max() / all_of[right.argmax()]))
            slope += all_of @ case.rows - right @ case.rows
        n = len(told)
        return total / n + _PULL * float(weights @ weights), slope / n + 2 * _PULL * weights

    start = np.zeros(len(ORDER_FEATURES))
    start[0] = 1.0
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def _softmax(scores: Float64) -> Float64:
    weights = np.exp(scores - scores.max())
    return np.asarray(weights / weights.sum())


def in_order(case: Case, weights: Float64) -> tuple[list[Ranked], NDArray[np.bool_]]:
    """Return a case's readings in order, and which of them answer."""
    scores = case.rows @ weights
    shares = _softmax(scores)
    places = np.argsort(-scores, kind="stable")
    order = [Ranked(case.readings[i], float(scores[i]), float(shares[i])) for i in places]
    return order, case.right[places]


def fit_confidence(
    known: Sequence[Case], weights: Float64
) -> tuple[float, Float64, Float64, Float64]:
    """Return offset and weights of the confidence, and each case's confidence and outcome."""
    rows, labels = [], []
    for case in known:
        order, right = in_order(case, weights)
        lacks = case.lacks[order[0].reading.hit.article.id]
        rows.append(confidence_features(order, lacks=lacks))
        labels.append(float(right[0]))
    table, outcome = np.array(rows), np.array(labels)
    spread = table.std(axis=0) + 1e-6

    def loss(values: Float64) -> tuple[float, Float64]:
        logits = values[0] + (table / spread) @ values[1:]
        chances = 1.0 / (1.0 + np.exp(-logits))
        missed = chances - outcome
        total = float(np.mean(np.logaddexp(0.0, logits) - outcome * logits))
        slope = np.concatenate([[missed.mean()], (table / spread).T @ missed / len(missed)])
        slope[1:] += 2 * _PULL * values[1:]
        return total + _PULL * float(values[1:] @ values[1:]), slope

    found = minimize(loss, np.zeros(len(CONFIDENCE_FEATURES) + 1), jac=True, method="L-BFGS-B").x
    own = found[1:] / spread
    sure = 1.0 / (1.0 + np.exp(-(found[0] + table @ own)))
    return float(found[0]), np.asarray(own), sure, outcome


def calibrate(known: Sequence[Case], out: Path, note: str, answered: Mapping[str, float]) -> None:
    """Fit and write `calibration.json`.

    Args:
        known: cases of questions that the reader was not trained on.
        out: the file.
        note: on what it is fitted.
        answered: by name of a threshold, the share of answerable questions that it answers.
    """
    order = fit_order(known)
    offset, weights, sure, outcome = fit_confidence(known, order)
    answerable = np.array([bool(case.question["answerable"]) for case in known])
    points = {}
    for name, share in answered.items():
        at = float(np.quantile(sure[answerable], 1.0 - share))
        refused = float((sure[~answerable] < at).mean())
        right = float(outcome[sure >= at].mean())
        points[name] = {
            "at": round(at, 4),
            "meaning": (
                f"answers {share:.0%} of the questions that the archive answers and refuses "
                f"{refused:.0%} of those that only look like it; {right:.0%} of its answers "
                f"open with the right sentence ({note})"
            ),
        }
    content = {
        "fitted_on": note,
        "order": dict(zip(ORDER_FEATURES, order.round(4).tolist(), strict=True)),
        "confidence": {
            "offset": round(offset, 4),
            "weights": dict(zip(CONFIDENCE_FEATURES, weights.round(4).tolist(), strict=True)),
        },
        "thresholds": points,
    }
    out.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
