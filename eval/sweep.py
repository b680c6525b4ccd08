"""One set under every combination of some settings: quality against time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import product
from math import inf
from typing import Annotated

from eval.compare import LOWER_IS_BETTER
from eval.console import console, refuse_places, run_shown, say, write_json
from eval.errors import SettingError
from eval.figures import Figures
from eval.loaders import load
from eval.measure import flat_figures, measure
from eval.options import (
    IndexDir,
    JsonFile,
    Limit,
    Questions,
    Report,
    Settings,
    Workers,
    option,
)
from eval.report import plots
from eval.report.figures import span
from eval.report.page import Plot, write
from eval.report.table import Table
from eval.runner import Options
from eval.setup import setup

SHOWN = (
    "retrieval.ndcg@10",
    "retrieval.all_evidence@10",
    "answers.contains",
    "citations.precision",
    "abstention.auroc",
)
"""Figures of the table, beside the one that is set against time."""

NOTE = "ms: median wall time of an answer; best: no other combination is both better and quicker"


@dataclass(frozen=True, slots=True)
class Trial:
    """One combination of settings and what it came to.

    Attributes:
        settings: NAME=VALUE, as `--setting` takes them.
        figures: by "group.name".
        intervals: 95 % bootstrap interval of each.
        query_p50_ms: median wall time of an answer.
        index_mb: size on disk.
        best: whether no other trial is both better and quicker.
    """

    settings: tuple[str, ...]
    figures: Figures
    intervals: dict[str, list[float]]
    query_p50_ms: float
    index_mb: float
    best: bool = False


def combinations(varied: Sequence[str]) -> list[tuple[str, ...]]:
    """Return every combination of `NAME=VALUE,VALUE,…`, the last name changing quickest.

    Raises:
        SettingError: one is not of that form.
    """
    columns: list[list[str]] = []
    for one in varied:
        name, equals, values = one.partition("=")
        choices = [value.strip() for value in values.split(",") if value.strip()]
        if not equals or not name.strip() or not choices:
            raise SettingError(f"what varies is NAME=VALUE,VALUE,…, not {one!r}")
        columns.append([f"{name.strip()}={value}" for value in choices])
    return list(product(*columns))


def with_best(found: Sequence[Trial], figure: str) -> list[Trial]:
    """Return the trials with those marked that no other beats in quality and time at once."""
    sign = -1 if figure in LOWER_IS_BETTER else 1

    def place(one: Trial) -> tuple[float, float]:
        return sign * one.figures[figure] if figure in one.figures else -inf, -one.query_p50_ms

    def beaten(one: Trial) -> bool:
        value, speed = place(one)
        return any(
            better >= value and quicker >= speed and (better, quicker) != (value, speed)
            for better, quicker in map(place, found)
        )

    return [replace(one, best=not beaten(one)) for one in found]


def sweep_command(
    questions: Questions,
    vary: Annotated[
        list[str] | None, option("vary", "NAME=VALUE,VALUE", "What varies; may be repeated.")
    ] = None,
    setting: Settings = None,
    figure: Annotated[
        str, option("figure", "NAME", "The quality that is set against time.")
    ] = "retrieval.ndcg@10",
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    json_file: JsonFile = None,
    report: Report = None,
) -> None:
    """Measure every combination of settings, and plot quality against time."""
    refuse_places(json_file)
    if not vary:
        raise SettingError("say what varies, such as --vary fusion=fitted,rrf")
    setups = [(one, setup([*(setting or []), *one])) for one in combinations(vary)]
    dataset, options = load(questions), Options(index, limit, workers)
    found: list[Trial] = []
    for number, (one, chosen) in enumerate(setups, start=1):
        say(f"{number} of {len(setups)}: {' '.join(one)}")
        document = measure(run_shown(dataset, chosen, options))
        speed = document["speed"]
        cost = speed["query_p50_ms"], speed.get("index_mb", 0.0)
        found.append(Trial(one, flat_figures(document), document["intervals"], *cost))
    known = sorted({name for one in found for name in one.figures})
    if figure not in known:
        raise SettingError(
            f"no figure of {dataset.name} is called {figure!r}; there are {', '.join(known)}"
        )
    marked = with_best(found, figure)
    table = sweep_table(dataset.name, marked, figure)
    console().print(table.rich())
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in marked])
    if report is not None:
        points = [(one.query_p50_ms, one.figures.get(figure, 0.0)) for one in marked]
        best = [number for number, one in enumerate(marked, start=1) if one.best]
        draw = partial(plots.scatter, points, ("ms an answer, median", figure), best)
        title = f"Settings on {dataset.name}"
        file = write(report, "sweep", title, [(title, [Plot("Quality against time", draw), table])])
        console().print(f"Report: {file}")


def sweep_table(name: str, found: Sequence[Trial], figure: str) -> Table:
    """Return the trials, one a row, the figure that is set against time with its interval."""
    wanted = dict.fromkeys([figure, *SHOWN])
    names = [name for name in wanted if any(name in one.figures for one in found)]
    rows = []
    for number, one in enumerate(found, start=1):
        cells = [f"{one.figures[key]:.3f}" if key in one.figures else "" for key in names]
        costs = [f"{one.query_p50_ms:.1f}", f"{one.index_mb:.1f}"]
        between = span(figure, one.intervals.get(figure))
        best = "best" if one.best else ""
        rows.append([str(number), " ".join(one.settings), *cells, between, *costs, best])
    columns = (
        "",
        "settings",
        *(one.partition(".")[2] for one in names),
        "95 %",
        "ms",
        "MB",
        "best",
    )
    return Table(name, columns, rows, words=("settings", "best"), note=NOTE)
