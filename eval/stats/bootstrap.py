"""Percentile bootstrap intervals over questions (Efron 1979, doi:10.1214/aos/1176344552)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item")
Floats: TypeAlias = NDArray[np.float64]

_CELLS = 200_000
"""Values drawn at a time."""


def mean_interval(
    values: Sequence[float], *, seed: int = 0, repeats: int = 2000, level: float = 0.95
) -> tuple[float, float]:
    """Return an interval for the mean.

    Args:
        values: one a question.
        seed: of the resampling.
        repeats: resamples.
        level: share of resampled means inside the interval.

    Raises:
        ValueError: there is no value.
    """
    return _resampled(values, lambda drawn: drawn.mean(axis=1), seed, repeats, level)


def quantile_interval(
    values: Sequence[float],
    quantile: float,
    *,
    seed: int = 0,
    repeats: int = 1000,
    level: float = 0.95,
) -> tuple[float, float]:
    """Return an interval for a quantile, such as the median of the times of answers.

    Args:
        values: one a question.
        quantile: 0..1.
        seed: of the resampling.
        repeats: resamples.
        level: share of resampled quantiles inside the interval.

    Raises:
        ValueError: there is no value.
    """
    return _resampled(
        values, lambda drawn: np.quantile(drawn, quantile, axis=1), seed, repeats, level
    )


def interval(
    items: Sequence[Item],
    figure: Callable[[Sequence[Item]], float | None],
    *,
    seed: int = 0,
    repeats: int = 200,
    level: float = 0.95,
) -> tuple[float, float] | None:
    """Return an interval for any figure of a whole set; None when resamples do not carry it.

    Args:
        items: what the figure is computed from, one a question.
        figure: None where it cannot be computed.
        seed: of the resampling.
        repeats: resamples.
        level: share of resampled figures inside the interval.
    """
    generator = np.random.default_rng(seed)
    found: list[float] = []
    for _ in range(repeats):
        places = generator.integers(0, len(items), len(items))
        value = figure([items[place] for place in places])
        if value is not None:
            found.append(value)
    if len(found) < repeats / 2:
        return None
    return _percentiles(np.asarray(found), level)


def _resampled(
    values: Sequence[float],
    figure: Callable[[Floats], Floats],
    seed: int,
    repeats: int,
    level: float,
) -> tuple[float, float]:
    """Return an interval for a figure of each row of resamples, drawn some rows at a time."""
    if not values:
        raise ValueError("an interval needs at least one value")
    data = np.asarray(values, dtype=float)
    generator = np.random.default_rng(seed)
    found = np.empty(repeats)
    rows = max(1, _CELLS // data.size)
    for start in range(0, repeats, rows):
        places = generator.integers(0, data.size, (min(rows, repeats - start), data.size))
        found[start : start + rows] = figure(data[places])
    return _percentiles(found, level)


def _percentiles(values: Floats, level: float) -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
