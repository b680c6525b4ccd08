"""Listwise softmax regression (Cao et al. 2007, ListNet) over groups of candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one question.

    Attributes:
        rows: features, shape (candidates, features).
        gold: 1.0 for each candidate that is right, shape (candidates,).
        weight: how much the question counts.
    """

    rows: NDArray[np.float32]
    gold: NDArray[np.float32]
    weight: float


def fit(groups: Sequence[Group], penalty: float) -> Matrix:
    """Return the weights that make the right candidates of each group most likely.

    Args:
        groups: each with at least one right candidate.
        penalty: factor of the squared length of the weights.
    """
    from scipy.optimize import minimize

    sizes = [len(group.gold) for group in groups]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rows = np.vstack([group.rows for group in groups]).astype(np.float64)
    share = np.concatenate([group.gold / group.gold.sum() for group in groups])
    weight = np.array([group.weight for group in groups])
    weight = weight / weight.sum()
    owner = np.repeat(np.arange(len(groups)), sizes)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        scores = rows @ weights
        top = np.maximum.reduceat(scores, starts)
        raised = np.exp(scores - top[owner])
        total = np.add.reduceat(raised, starts)
        log_chance = scores - top[owner] - np.log(total)[owner]
        value = -(weight[owner] * share * log_chance).sum() + penalty * (weights**2).sum()
        chance = raised / total[owner]
        gradient = rows.T @ (weight[owner] * (chance - share)) + 2 * penalty * weights
        return float(value), gradient

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)
