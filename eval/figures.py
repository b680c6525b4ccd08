"""Every figure of a set, computed from its records; what cannot be measured is absent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from eval.metrics.abstention import (
    Bin,
    abstention_f1,
    auroc,
    calibration_error,
    coverage,
    reliability,
    risk,
    risk_area,
    risk_coverage,
)
from eval.record import Record
from eval.stats.intervals import interval, mean_interval

Figures: TypeAlias = dict[str, float]
"""Figure by "group.name"."""


def means(records: Sequence[Record]) -> Figures:
    """Return the mean of each value over the questions that have it."""
    return {name: sum(values) / len(values) for name, values in columns(records).items()}


def columns(records: Sequence[Record]) -> dict[str, list[float]]:
    """Return the values of each figure, over the questions that have it."""
    found: dict[str, list[float]] = {}
    for record in records:
        for name, value in record.values.items():
            found.setdefault(name, []).append(value)
    return found


def abstention_auroc(records: Sequence[Record]) -> float | None:
    """Return how well low confidence tells unanswerable questions; None when all are one kind."""
    unanswerable = [not one.answerable for one in records]
    if len(set(unanswerable)) < 2:
        return None
    return auroc([-one.confidence for one in records], unanswerable)


def abstention_coverage(records: Sequence[Record]) -> float | None:
    """Return the share of questions answered."""
    return coverage([one.abstained for one in records]) if records else None


def abstention_risk(records: Sequence[Record]) -> float | None:
    """Return the share of answers that are wrong, over questions where that is known."""
    known = [one for one in records if one.right is not None]
    if all(one.abstained for one in known):
        return None
    return risk([one.abstained for one in known], [bool(one.right) for one in known])


def silence_f1(records: Sequence[Record]) -> float | None:
    """Return the F1 of abstaining as a detector of unanswerable questions."""
    unanswerable = [not one.answerable for one in records]
    if not any(unanswerable):
        return None
    return abstention_f1([one.abstained for one in records], unanswerable)


def calibration(records: Sequence[Record]) -> float | None:
    """Return the expected calibration error of the answers given."""
    bins = reliability_bins(records)
    return calibration_error(bins) if bins else None


def curve_area(records: Sequence[Record]) -> float | None:
    """Return the mean risk over the coverage reached."""
    points = curve(records)
    return risk_area(points) if points else None


WHOLE: dict[str, Callable[[Sequence[Record]], float | None]] = {
    "abstention.auroc": abstention_auroc,
    "abstention.coverage": abstention_coverage,
    "abstention.risk": abstention_risk,
    "abstention.f1": silence_f1,
    "abstention.calibration_error": calibration,
    "abstention.risk_area": curve_area,
}
"""Figures of a whole set, which are no mean over questions."""


def figures(records: Sequence[Record]) -> Figures:
    """Return every figure that can be measured on these records."""
    found = means(records)
    for name, compute in WHOLE.items():
        value = compute(records)
        if value is not None:
            found[name] = value
    return found


def intervals(records: Sequence[Record], seed: int = 0) -> dict[str, tuple[float, float]]:
    """Return a 95 % bootstrap interval of every figure."""
    found = {name: mean_interval(values, seed=seed) for name, values in columns(records).items()}
    for name, compute in WHOLE.items():
        if compute(records) is not None:
            bounds = interval(records, compute, seed=seed)
            if bounds is not None:
                found[name] = bounds
    return found


def types(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Return the records of each type of question."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.type or "other", []).append(record)
    return dict(sorted(groups.items()))


def curve(records: Sequence[Record]) -> list[tuple[float, float]]:
    """Return the risk-coverage points of the answers given, over questions that can be judged."""
    known = [one for one in records if one.right is not None]
    given = [one for one in known if not one.abstained]
    return risk_coverage(
        [one.confidence for one in given], [bool(one.right) for one in given], len(known)
    )


def reliability_bins(records: Sequence[Record]) -> list[Bin]:
    """Return the reliability diagram of the answers given."""
    given = [one for one in records if one.right is not None and not one.abstained]
    return reliability([one.confidence for one in given], [bool(one.right) for one in given])
