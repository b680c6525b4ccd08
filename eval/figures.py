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


def judged(records: Sequence[Record]) -> list[Record]:
    """Return the questions of which it is known whether the answer is right."""
    return [one for one in records if one.right is not None]


def curve(records: Sequence[Record]) -> list[tuple[float, float]]:
    """Return the risk-coverage points of the answers given, over questions that can be judged."""
    known = judged(records)
    given = [one for one in known if not one.abstained]
    return risk_coverage(_confidence(given), _right(given), len(known))


def reliability_bins(records: Sequence[Record]) -> list[Bin]:
    """Return the reliability diagram of the answers given."""
    given = [one for one in judged(records) if not one.abstained]
    return reliability(_confidence(given), _right(given))


def _confidence(records: Sequence[Record]) -> list[float]:
    return [one.confidence for one in records]


def _right(records: Sequence[Record]) -> list[bool]:
    return [bool(one.right) for one in records]


def _silent(records: Sequence[Record]) -> list[bool]:
    return [one.abstained for one in records]


def _unanswerable(records: Sequence[Record]) -> list[bool]:
    return [not one.answerable for one in records]


WHOLE: dict[str, Callable[[Sequence[Record]], float | None]] = {
    "abstention.auroc": lambda ones: auroc([-one.confidence for one in ones], _unanswerable(ones)),
    "abstention.coverage": lambda ones: coverage(_silent(ones)),
    "abstention.risk": lambda ones: risk(_silent(judged(ones)), _right(judged(ones))),
    "abstention.f1": lambda ones: abstention_f1(_silent(ones), _unanswerable(ones)),
    "abstention.calibration_error": lambda ones: calibration_error(reliability_bins(ones)),
    "abstention.risk_area": lambda ones: risk_area(curve(ones)),
}
"""Figures of a whole set, which are no mean over questions; None where one cannot be measured."""


def figures(records: Sequence[Record]) -> Figures:
    """Return every figure that can be measured on these records."""
    whole = {name: compute(records) for name, compute in WHOLE.items()}
    return means(records) | {name: value for name, value in whole.items() if value is not None}


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
