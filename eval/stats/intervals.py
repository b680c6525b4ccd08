"""Percentile bootstrap intervals over questions (Efron 1979, doi:10.1214/aos/1176344552)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np

Item = TypeVar("Item")

LEVEL = 0.95
"""Share of resampled figures inside an interval."""

_BATCH = 100
"""Resamples held in memory at a time."""


def mean_interval(
    values: Sequence[float], *, seed: int = 0, repeats: int = 2000
) -> tuple[float, float]:
    """Return an interval for the mean of one value a question."""
    return _interval(values, np.mean, seed, repeats)


def quantile_interval(
    values: Sequence[float], quantile: float, *, seed: int = 0, repeats: int = 1000
) -> tuple[float, float]:
    """Return an interval for a quantile, such as the median of the times of answers."""

    def figure(drawn: Any, axis: int) -> Any:
        return np.quantile(drawn, quantile, axis=axis)

    return _interval(values, figure, seed, repeats)


def _interval(
    values: Sequence[float], figure: Callable[..., Any], seed: int, repeats: int
) -> tuple[float, float]:
    from scipy.stats import bootstrap

    if not values:
        raise ValueError("an interval needs at least one value")
    if len(set(values)) == 1:
        return float(values[0]), float(values[0])
    found = bootstrap(
        (np.asarray(values, dtype=float),),
        figure,
        vectorized=True,
        method="percentile",
        n_resamples=repeats,
        confidence_level=LEVEL,
        batch=_BATCH,
        rng=seed,
    ).confidence_interval
    return float(found.low), float(found.high)


def interval(
    items: Sequence[Item],
    figure: Callable[[Sequence[Item]], float | None],
    *,
    seed: int = 0,
    repeats: int = 200,
) -> tuple[float, float] | None:
    """Return an interval for any figure of a whole set; None when half the resamples lack it.

    Args:
        items: what the figure is computed from, one a question.
        figure: None where it cannot be computed, which `scipy.stats.bootstrap` does not allow.
        seed: of the resampling.
        repeats: resamples.
    """
    generator = np.random.default_rng(seed)
    places = generator.integers(0, len(items), (repeats, len(items)))
    found = [value for row in places if (value := figure([items[n] for n in row])) is not None]
    if len(found) < repeats / 2:
        return None
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
