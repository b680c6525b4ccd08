"""Paired permutation test: do two runs over the same questions differ?

Fisher's randomisation test with random signs (Smucker, Allan and Carterette 2007,
doi:10.1145/1321440.1321528).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

EXACT = 12
"""Up to so many differing questions, every sign is tried and the p-value is exact."""

_BATCH = 1000


def paired_permutation(
    differences: Sequence[float], *, seed: int = 0, repeats: int = 10_000
) -> float:
    """Return the two-sided p-value that the mean difference is 0.

    Questions without a difference do not matter to it. With draws at random, one is added to
    both counts, so that no p-value is 0 (Phipson and Smyth 2010).

    Args:
        differences: one a question, second run less first.
        seed: of the signs.
        repeats: draws.
    """
    data = np.asarray([one for one in differences if one != 0], dtype=float)
    if data.size == 0:
        return 1.0
    seen = abs(data.sum()) - 1e-12 * np.abs(data).sum()
    if data.size <= EXACT:
        bits = np.arange(2**data.size)[:, None] >> np.arange(data.size) & 1
        sums = (1 - 2 * bits) @ data
        return float((np.abs(sums) >= seen).mean())
    generator = np.random.default_rng(seed)
    extreme = 0
    for start in range(0, repeats, _BATCH):
        rows = min(_BATCH, repeats - start)
        signs = generator.integers(0, 2, size=(rows, data.size), dtype=np.int8)
        extreme += int((np.abs((1 - 2 * signs) @ data) >= seen).sum())
    return (extreme + 1) / (repeats + 1)
