"""A finished run turned into one document of figures: what `--json` holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from eval.document import FORMAT, NO_GROUPS
from eval.entail import BUILT_IN, load_judge
from eval.figures import Figures, curve, figures, intervals, reliability_bins, types
from eval.judge import judge
from eval.record import LOSSES, Record, Result
from eval.runner import Run
from eval.sets import Dataset
from eval.stats.intervals import quantile_interval

NOT_SHOWN = {"index", "path", "addresses", "passages_per_s", "load_s", "peak_rss_mb", "index_mb"}
"""What a run keeps that its figures show elsewhere, or that holds only on this machine."""

NO_FIGURES = {"speed", *NO_GROUPS}
"""Parts of a document that hold no figures of quality."""

SHOWN = 400
"""Failures of which the passages are kept for a report."""

GROUPS = ("retrieval", "answers", "citations", "abstention")
"""Groups that are always there, empty when nothing in them can be measured."""


def records(
    dataset: Dataset, results: Mapping[str, Result], judged_by: str = BUILT_IN
) -> list[Record]:
    """Return the judged questions, in the order of the set."""
    entails = load_judge(judged_by)
    return [judge(one, results[one.id], entails) for one in dataset.questions if one.id in results]


def measure(run: Run, judged_by: str = BUILT_IN) -> dict[str, Any]:
    """Return the document of a run: figures by group, intervals, curves, what it was run with.

    Args:
        run: that is whole.
        judged_by: name of the judge of entailment, as `load_judge` takes it.

    Raises:
        SettingError: there is no such judge.
    """
    judged = records(run.dataset, run.results, judged_by)
    seed = int(run.header["seed"])
    kinds = types(judged)
    known = intervals(judged, seed) | {
        f"speed.{name}": quantile_interval(*times, seed=seed)
        for name, times in _times(run.results.values()).items()
    }
    return {
        "format": FORMAT,
        "set": run.dataset.name,
        **grouped(figures(judged)),
        "speed": speed(run.results.values(), run.footer),
        "intervals": {name: list(ends) for name, ends in known.items()},
        "by_type": {
            kind: {"questions": float(len(ones))} | figures(ones) for kind, ones in kinds.items()
        },
        "by_type_intervals": {
            kind: {name: list(ends) for name, ends in intervals(ones, seed).items()}
            for kind, ones in kinds.items()
        },
        "losses": dict(Counter(one.loss for one in judged)),
        "curves": {
            "risk_coverage": [list(point) for point in curve(judged)],
            "reliability": [asdict(one) for one in reliability_bins(judged)],
        },
        "violations": [
            f"{result.id}: {one}" for result in run.results.values() for one in result.violations
        ],
        "errors": [
            f"{result.id}: {result.error}" for result in run.results.values() if result.error
        ],
        "passages": {one.id: _passages(run.results[one.id]) for one in failures(judged)[:SHOWN]},
        "run": {
            name: value
            for name, value in (run.header | run.footer).items()
            if name not in NOT_SHOWN
        }
        | {"judge": judged_by},
        "questions": [asdict(one) for one in judged],
    }


def failures(judged: Iterable[Record]) -> list[Record]:
    """Return the questions that went wrong, by what went wrong, in the order of the set."""
    order = {name: place for place, name in enumerate(LOSSES)}
    return sorted((one for one in judged if one.loss in order), key=lambda one: order[one.loss])


def _passages(result: Result) -> list[dict[str, Any]]:
    fields = ("rank", "score", "article_id", "title", "date", "source", "text")
    views = result.answer["passages"][:5] if result.answer else []
    return [{name: view[name] for name in fields} for view in views]


def grouped(flat: Figures) -> dict[str, dict[str, float]]:
    """Return figures as {group: {name: value}}."""
    groups: dict[str, dict[str, float]] = {name: {} for name in GROUPS}
    for name, value in flat.items():
        group, _, short = name.partition(".")
        groups.setdefault(group, {})[short] = value
    return groups


def flat_figures(document: Mapping[str, Any], without: Collection[str] = NO_FIGURES) -> Figures:
    """Return the figures of a document by "group.name", without some groups (speed)."""
    return {
        f"{group}.{name}": value
        for group, values in document.items()
        if isinstance(values, dict) and group not in without
        for name, value in values.items()
    }


def _times(results: Iterable[Result]) -> dict[str, tuple[list[float], float]]:
    """Return, of each figure that is a quantile of times, those times and the quantile."""
    known = [one for one in results if not one.error]
    answers = [one.answer_ms for one in known]
    found = {
        "query_p50_ms": (answers, 0.5),
        "query_p95_ms": (answers, 0.95),
        "retrieve_p50_ms": ([one.retrieve_ms for one in known if one.ranking], 0.5),
    }
    return {name: times for name, times in found.items() if times[0]}


def speed(results: Iterable[Result], footer: Mapping[str, Any]) -> dict[str, float]:
    """Return passages, rates and times; what was not measured is absent."""
    names = ("passages", "passages_per_s", "load_s", "peak_rss_mb", "index_mb")
    found = {name: footer[name] for name in names if footer.get(name) is not None}
    quantiles = {name: float(np.quantile(*times)) for name, times in _times(results).items()}
    return found | quantiles
