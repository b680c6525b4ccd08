"""Do two runs over the same questions differ, and by how much?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf, sqrt
from typing import Any, TypeVar

import numpy as np

Item = TypeVar("Item")
Name = TypeVar("Name")

EXACT = 10
"""Up to so many differing questions, every sign is tried and the p-value is exact."""

SWAPS = 5000
"""Swaps at most, so that a rare difference survives a correction over many figures and sets."""

ENOUGH = 40
"""Swaps as extreme as what was seen after which no more are drawn (Besag and Clifford 1991)."""


def paired_permutation(
    differences: Sequence[float], *, seed: int = 0, repeats: int = 9_999
) -> float:
    """Return the two-sided p-value that the mean difference is 0, by signs changed at random.

    Smucker, Allan and Carterette 2007, doi:10.1145/1321440.1321528. Questions without a
    difference do not matter to it. Many differences have their signs drawn through
    `monte_carlo_test`, for `permutation_test` takes a minute over some thousand questions.

    Args:
        differences: one a question, second run less first.
        seed: of the signs.
        repeats: draws.
    """
    from scipy.stats import monte_carlo_test, permutation_test

    data = np.asarray([one for one in differences if one != 0], dtype=float)
    if data.size < 2:
        return 1.0
    if data.size <= EXACT:
        found = permutation_test((data,), np.sum, permutation_type="samples", n_resamples=np.inf)
        return float(found.pvalue)
    generator = np.random.default_rng(seed)

    def drawn(size: tuple[int, ...]) -> Any:
        return np.abs(data) * (1 - 2 * generator.integers(0, 2, size, dtype=np.int8))

    found = monte_carlo_test(data, drawn, np.sum, n_resamples=repeats, batch=500)
    return float(found.pvalue)


def swapped(
    left: Sequence[Item],
    right: Sequence[Item],
    figure: Callable[[Sequence[Item]], float | None],
    differing: Sequence[int],
    *,
    seed: int = 0,
) -> float:
    """Return the two-sided p-value that two runs do not differ in a figure of the whole set.

    The two runs' items of each question change places at random; what counts is how often the
    figures then differ as much as they do. Few swaps settle most figures, so that drawing stops
    early, which `scipy.stats.permutation_test` does not.

    Args:
        left: items of the first run.
        right: of the second, of the same questions in the same order.
        figure: None where it cannot be computed, which counts as a difference.
        differing: places of the items that differ in what the figure is computed from.
        seed: of the swaps.
    """

    def difference(one: Sequence[Item], other: Sequence[Item]) -> float:
        before, after = figure(one), figure(other)
        return inf if before is None or after is None else abs(after - before)

    seen = difference(left, right) if differing else 0.0
    if seen == 0:
        return 1.0
    generator = np.random.default_rng(seed)
    extreme = 0
    for drawn in range(1, SWAPS + 1):
        one, other = list(left), list(right)
        for place in np.flatnonzero(generator.random(len(differing)) < 0.5):
            where = differing[int(place)]
            one[where], other[where] = other[where], one[where]
        if difference(one, other) >= seen - 1e-12:
            extreme += 1
            if extreme == ENOUGH:
                return extreme / drawn
    return (extreme + 1) / (SWAPS + 1)


def standardised(differences: Sequence[float]) -> float:
    """Return the mean difference over the standard deviation of differences (Cohen's d_z).

    0 when there is no difference; infinite when every question differs by the same amount.
    """
    if not differences:
        raise ValueError("an effect needs at least one question")
    mean = sum(differences) / len(differences)
    spread = sum((one - mean) ** 2 for one in differences) / max(1, len(differences) - 1)
    if mean == 0:
        return 0.0
    return mean / sqrt(spread) if spread else inf if mean > 0 else -inf


def holm(values: Mapping[Name, float]) -> dict[Name, float]:
    """Return p-values by test, corrected over the family of tests (Holm 1979)."""
    corrected: dict[Name, float] = {}
    least = 0.0
    for rank, (name, value) in enumerate(sorted(values.items(), key=lambda one: one[1])):
        least = max(least, min(1.0, value * (len(values) - rank)))
        corrected[name] = least
    return {name: corrected[name] for name in values}
