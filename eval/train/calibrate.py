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
from rag.answer.weigh import looks
from rag.names import absent
from rag.query.plan import anchor, understand
from rag.read import load_reader
from rag.read.base import Reading
from rag.read.rank import (
    CONFIDENCE_FEATURES,
    LOOKED_AT,
    ORDER_FEATURES,
    SECOND_FEATURES,
    Look,
    Ranked,
    confidence_features,
    looked_at_again,
    second_features,
)
from rag.read.rank import order_features as features_of
from rag.read.reader import read
from rag.retrieve.merge import merge_neighbours
from rag.retrieve.search import search
from rag.settings import RagSettings

Float64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
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
    right: Flags
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


def fit_order(lists: Sequence[tuple[Float64, Flags]]) -> Float64:
    """Return weights under which right readings are most probable.

    Listwise softmax (Cao et al. 2007), several right readings being as good as one.

    Args:
        lists: of each question, the features of its readings and which of them answer.
    """
    told = [(rows, right) for rows, right in lists if right.any() and not right.all()]

    def loss(weights: Float64) -> tuple[float, Float64]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, right in told:
            scores = rows @ weights
            all_of = _softmax(scores)
            best = _softmax(np.where(right, scores, -1e9))
            total += float(np.log(best.max() / all_of[best.argmax()]))
            slope += all_of @ rows - best @ rows
        n = len(told)
        return total / n + _PULL * float(weights @ weights), slope / n + 2 * _PULL * weights

    start = np.zeros(told[0][0].shape[1])
    start[0] = 1.0
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def _softmax(scores: Float64) -> Float64:
    weights = np.exp(scores - scores.max())
    return np.asarray(weights / weights.sum())


@dataclass(frozen=True, slots=True)
class Ordered:
    """A case's readings in order.

    Attributes:
        case: the question.
        order: readings, best first.
        right: which of them answer.
        looks: what a second look sees of the first ones.
    """

    case: Case
    order: list[Ranked]
    right: Flags
    looks: list[Look]


def in_order(case: Case, weights: Float64) -> Ordered:
    """Return a case's readings in the reader's order, and what a second look sees of the first."""
    scores = case.rows @ weights
    shares = _softmax(scores)
    places = np.argsort(-scores, kind="stable")
    order = [Ranked(case.readings[i], float(scores[i]), float(shares[i])) for i in places]
    best = [each.reading for each in order[:LOOKED_AT]]
    seen = looks(str(case.question["question"]), best)
    return Ordered(case, order, case.right[places], seen)


def in_second_order(first: Ordered, weights: Float64) -> Ordered:
    """Return a case's readings in the order that the second look has a part in."""
    right = {
        id(each.reading): bool(flag) for each, flag in zip(first.order, first.right, strict=True)
    }
    order = looked_at_again(first.order, first.looks, weights.tolist())
    flags = np.array([right[id(each.reading)] for each in order])
    return Ordered(first.case, order, flags, first.looks)


def confidence_rows(known: Sequence[Ordered]) -> Float64:
    """Return what confidence is computed from, a row a case."""
    return np.array(
        [
            confidence_features(
                each.order, lacks=each.case.lacks[each.order[0].reading.hit.article.id]
            )
            for each in known
        ]
    )


def fit_chance(table: Float64, outcome: Float64) -> tuple[float, Float64, Float64]:
    """Return offset and weights of a logistic regression, and the chance of each row.

    Args:
        table: features, a row a case.
        outcome: 1.0 where what is predicted came true, else 0.0.
    """
    spread = table.std(axis=0) + 1e-6

    def loss(values: Float64) -> tuple[float, Float64]:
        logits = values[0] + (table / spread) @ values[1:]
        chances = 1.0 / (1.0 + np.exp(-logits))
        missed = chances - outcome
        total = float(np.mean(np.logaddexp(0.0, logits) - outcome * logits))
        slope = np.concatenate([[missed.mean()], (table / spread).T @ missed / len(missed)])
        slope[1:] += 2 * _PULL * values[1:]
        return total + _PULL * float(values[1:] @ values[1:]), slope

    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B").x
    own = found[1:] / spread
    return float(found[0]), np.asarray(own), 1.0 / (1.0 + np.exp(-(found[0] + table @ own)))


def calibrate(known: Sequence[Case], out: Path, note: str, answered: Mapping[str, float]) -> None:
    """Fit and write `calibration.json`.

    Args:
        known: cases of questions that the reader was not trained on.
        out: the file.
        note: on what it is fitted.
        answered: by name of a threshold, the share of answerable questions that it answers.
    """
    order = fit_order([(case.rows, case.right) for case in known])
    first = [in_order(case, order) for case in known]
    second = fit_order(
        [
            (
                np.array(second_features(each.order, each.looks))[:LOOKED_AT],
                each.right[:LOOKED_AT],
            )
            for each in first
        ]
    )
    again = [in_second_order(each, second) for each in first]
    table = confidence_rows(again)
    right = np.array([bool(each.right[0]) for each in again])
    answerable = np.array([bool(case.question["answerable"]) for case in known])
    fitted = {"confidence": fit_chance(table, right * 1.0)}
    fitted["answerable"] = fit_chance(table, answerable * 1.0)
    there = fitted["answerable"][2]
    points = {}
    for name, share in answered.items():
        at = float(np.quantile(there[answerable], 1.0 - share))
        refused = float((there[~answerable] < at).mean())
        opened = float(right[there >= at].mean())
        points[name] = {
            "at": round(at, 4),
            "meaning": (
                f"answers {share:.0%} of the questions that the archive answers and refuses "
                f"{refused:.0%} of those that only look like it; {opened:.0%} of its "
                f"answers open with the right sentence ({note})"
            ),
        }
    content = {
        "fitted_on": note,
        "order": dict(zip(ORDER_FEATURES, order.round(4).tolist(), strict=True)),
        "second": dict(zip(SECOND_FEATURES, second.round(4).tolist(), strict=True)),
        **{
            name: {
                "offset": round(offset, 4),
                "weights": dict(zip(CONFIDENCE_FEATURES, weights.round(4).tolist(), strict=True)),
            }
            for name, (offset, weights, _) in fitted.items()
        },
        "thresholds": points,
    }
    out.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
