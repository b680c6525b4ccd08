"""Weights of support: the checker, meaning and words, fitted on claims kept from training."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.train.rows import Claim, ClaimGroup
from index.encode.base import Encoder
from rag.support.check import SUPPORT_FEATURES, contradicts, support_features

Float64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
MOST_LIES = 0.1
"""Share of the unsupported claims that may pass with a support of 0.5."""
_PULL = 0.02
"""Weight of the squared size of fitted weights of standardised features (ridge)."""


def calibrate_checker(
    sources: Sequence[Sequence[ClaimGroup]], encoder: Encoder, out: Path, note: str
) -> None:
    """Fit and write `calibration.json`.

    Args:
        sources: claims that the checker was not trained on. Each source weighs the same, and in
            each the supported claims as much as the others: otherwise where a claim comes from
            would be learnt, of which more are supported in one than in the other.
        encoder: gives the vectors.
        out: the file.
        note: on what it is fitted.
    """
    claims: list[Claim] = []
    shares: list[float] = []
    for groups in sources:
        own = [claim for group in groups for claim in group]
        claims += own
        supported = [claim.label == "entails" for claim in own]
        counts = Counter(supported)
        shares += [1.0 / counts[each] for each in supported]
    table = np.array([support_features(each.claim, each.premise, encoder) for each in claims])
    true = np.array([claim.label == "entails" for claim in claims])
    stopped = np.array([contradicts(claim.claim, claim.premise) is not None for claim in claims])
    weights, offset = fit(table, true, stopped, np.array(shares))
    odds = offset + table @ weights
    passed = ~stopped & (odds >= 0)
    content = {
        "fitted_on": f"{note}; {len(claims)} claims, of which {int(true.sum())} are supported",
        "meaning": (
            f"with a support of 0.5 {passed[true].mean():.0%} of the supported claims pass and "
            f"{passed[~true].mean():.0%} of the others"
        ),
        "offset": round(offset, 4),
        "weights": dict(zip(SUPPORT_FEATURES, weights.round(4).tolist(), strict=True)),
    }
    out.write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def fit(table: Float64, true: Flags, stopped: Flags, shares: Float64) -> tuple[Float64, float]:
    """Return weights and offset of the log-odds of support.

    They are those of a logistic regression (Platt 1999). The offset is lower where more than the
    allowed share of the unsupported claims would pass with a support of 0.5: then no more do.

    Args:
        table: features of each claim, shape (n, f); the first are the checker's log-odds.
        true: which are supported, shape (n,).
        stopped: which have a hard fact that the text has otherwise, and do not pass anyway.
        shares: how much each claim weighs.

    Raises:
        ValueError: there are no supported claims, or no others, or the checker prefers these.
    """
    if true.all() or not true.any():
        raise ValueError(
            f"{int(true.sum())} of {len(true)} claims are supported; give some of both kinds"
        )
    parts = shares / shares.sum()
    middle = parts @ table
    spread = np.sqrt(parts @ (table - middle) ** 2) + 1e-6
    rows = (table - middle) / spread

    def loss(values: Float64) -> tuple[float, Float64]:
        logits = values[0] + rows @ values[1:]
        missed = parts * (1.0 / (1.0 + np.exp(-logits)) - true)
        slope = np.concatenate([[missed.sum()], missed @ rows + 2 * _PULL * values[1:]])
        total = float(parts @ (np.logaddexp(0.0, logits) - true * logits))
        return total + _PULL * float(values[1:] @ values[1:]), slope

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x
    if found[1] <= 0:
        raise ValueError("the checker prefers unsupported claims to supported ones; train it first")
    weights = found[1:] / spread
    offset = float(found[0] - middle @ weights)
    lies = np.sort(np.where(stopped, -np.inf, table @ weights + offset)[~true])[::-1]
    allowed = int(MOST_LIES * len(lies))
    last_passed = lies[allowed - 1] if allowed else lies[0] + 2e-6
    return weights, offset - max(float(lies[allowed] + last_passed) / 2, 0.0)
