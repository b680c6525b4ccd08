"""What an answer makes of poisoned documents (RGB, Chen et al. 2023, arXiv:2309.01431)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from eval.metrics.contains import contains

Verdict: TypeAlias = Literal["right", "both", "wrong", "neither", "abstained"]


def verdict(text: str, answers: Iterable[str], fake: str, abstained: bool) -> Verdict:
    """Say what was told: the right answer alone, both, the wrong one alone, neither, nothing."""
    if abstained:
        return "abstained"
    right, wrong = contains(text, answers) == 1.0, contains(text, [fake]) == 1.0
    if right:
        return "both" if wrong else "right"
    return "wrong" if wrong else "neither"
