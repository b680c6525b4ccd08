"""What turns the checker's scores into support, fitted on claims kept from training."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.train.rows import Claim, ClaimGroup
from rag.support.check import contradicts
from rag.support.model import ShippedChecker

Float64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
MOST_LIES = 0.1
"""Share of the unsupported claims that may pass."""


def calibrate_checker(groups: Sequence[ClaimGroup], folder: Path, out: Path, note: str) -> None:
    """Fit and write `calibration.json`.

    Args:
        groups: claims that the checker was not trained on.
        folder: of the exported checker.
        out: the file.
        note: on what it is fitted.
    """
    checker = ShippedChecker(folder)
    claims: list[Claim] = [claim for group in groups for claim in group]
    odds = np.array([checker.odds(claim.premise, claim.claim) for claim in claims])
    true = np.array([claim.label == "entails" for claim in claims])
    stopped = np.array([contradicts(claim.claim, claim.premise) is not None for claim in claims])
    weight, offset = fit(odds, true, stopped)
    passed = ~stopped & (offset + weight * odds >= 0)
    content = {
        "fitted_on": f"{note}; {len(claims)} claims, of which {int(true.sum())} are supported",
        "meaning": (
            f"with a support of 0.5 {passed[true].mean():.0%} of the supported claims pass and "
            f"{passed[~true].mean():.0%} of the others"
        ),
        "offset": round(offset, 4),
        "weight": round(weight, 4),
    }
    out.write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def fit(odds: Float64, true: Flags, stopped: Flags) -> tuple[float, float]:
    """Return weight and offset of the support that log-odds stand for.

    The weight is that of a logistic regression (Platt 1999). The offset is its too, unless more
    than the allowed share of the unsupported claims would pass with a support of 0.5: then that
    is where no more do.

    Args:
        odds: of each claim, shape (n,).
        true: which are supported.
        stopped: which have a hard fact that the text has otherwise, and do not pass anyway.

    Raises:
        ValueError: there are no supported claims, or no others, or the checker prefers these.
    """
    if true.all() or not true.any():
        raise ValueError(
            f"{int(true.sum())} of {len(true)} claims are supported; give some of both kinds"
        )

    def loss(values: Float64) -> tuple[float, Float64]:
        logits = values[0] * odds + values[1]
        missed = 1.0 / (1.0 + np.exp(-logits)) - true
        slope = np.array([(missed * odds).mean(), missed.mean()])
        return float(np.mean(np.logaddexp(0.0, logits) - true * logits)), slope

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B").x
    weight, offset = float(found[0]), float(found[1])
    if weight <= 0:
        raise ValueError("the checker prefers unsupported claims to supported ones; train it first")
    lies = np.sort(np.where(stopped, -np.inf, odds)[~true])[::-1]
    allowed = int(MOST_LIES * len(lies))
    first_refused = float(lies[allowed])
    last_passed = float(lies[allowed - 1]) if allowed else first_refused + 1.0
    at = (first_refused + last_passed) / 2 if np.isfinite(first_refused + last_passed) else -np.inf
    return weight, min(offset, -weight * at)
