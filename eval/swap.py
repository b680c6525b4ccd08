"""A permutation test for figures of a whole set, which are no mean over questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from eval.record import Record

SWAPS = 5000
"""Swaps at most, so that a rare difference survives a correction over many figures and sets."""

ENOUGH = 40
"""Swaps as extreme as what was seen after which no more are drawn (Besag and Clifford 1991)."""


def swapped(
    left: Sequence[Record],
    right: Sequence[Record],
    compute: Callable[[Sequence[Record]], float | None],
    seen: float,
    seed: int,
) -> float:
    """Return the two-sided p-value that two runs do not differ in a figure of the whole set.

    The two runs' records of each question change places at random; what counts is how often the
    figures of the two then differ as much as they were seen to. Only figures that are computed
    from abstention, confidence and rightness can be tested so.

    Args:
        left: records of the first run.
        right: of the second, of the same questions in the same order.
        compute: the figure; None where it cannot be computed, which counts as a difference.
        seen: absolute difference between the two runs.
        seed: of the swaps.
    """
    differing = [
        place
        for place, (one, other) in enumerate(zip(left, right, strict=True))
        if (one.abstained, one.confidence, one.right)
        != (other.abstained, other.confidence, other.right)
    ]
    if not differing or seen == 0:
        return 1.0
    generator = np.random.default_rng(seed)
    extreme = 0
    for drawn in range(1, SWAPS + 1):
        one, other = list(left), list(right)
        for place in np.flatnonzero(generator.random(len(differing)) < 0.5):
            where = differing[place]
            one[where], other[where] = other[where], one[where]
        first, second = compute(one), compute(other)
        if first is None or second is None or abs(second - first) >= seen - 1e-12:
            extreme += 1
            if extreme == ENOUGH:
                return extreme / drawn
    return (extreme + 1) / (SWAPS + 1)
