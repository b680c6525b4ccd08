"""One set under many settings, the index shared wherever they allow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf
from typing import Any

from eval.compare import LOWER_IS_BETTER
from eval.errors import SettingError
from eval.figures import Figures
from eval.measure import flat_figures, measure
from eval.runner import Options, Progress, run
from eval.sets import Dataset
from eval.setup import setup


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


def trials(
    dataset: Dataset,
    fixed: Sequence[str],
    varied: Sequence[tuple[str, ...]],
    options: Options,
    progress: Progress | None = None,
) -> Iterator[Trial]:
    """Yield each combination's figures as it is done.

    Raises:
        SettingError: a setting is unknown, which is found before anything is run.
    """
    setups = [(one, setup([*fixed, *one])) for one in varied]
    for chosen, made in setups:
        document: dict[str, Any] = measure(run(dataset, made, options, progress))
        yield Trial(
            chosen,
            flat_figures(document),
            document["intervals"],
            document["speed"]["query_p50_ms"],
            document["speed"].get("index_mb", 0.0),
        )


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
