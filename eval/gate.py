"""Whether a change made a figure significantly worse, for continuous integration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.compare import Difference, compare
from eval.record import Record

WATCHED = (
    "retrieval.ndcg@10",
    "retrieval.all_evidence@10",
    "answers.contains",
    "citations.precision",
    "citations.recall",
    "abstention.auroc",
    "abstention.risk",
)
"""Figures that a gate watches; the rest follow from them or are for reading."""

LEVEL = 0.05
"""Chance of a false alarm over all watched figures together."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate found.

    Attributes:
        questions: how many were compared.
        differences: of the watched figures.
        failures: those that are significantly worse.
        changed: questions right in one run and not in the other, by id.
    """

    questions: int
    differences: list[Difference]
    failures: list[Difference]
    changed: list[str]

    @property
    def passed(self) -> bool:
        """Whether nothing got significantly worse."""
        return not self.failures


def gate(
    baseline: Mapping[str, Record],
    current: Mapping[str, Record],
    *,
    level: float = LEVEL,
    seed: int = 0,
) -> Verdict:
    """Return whether a run is significantly worse than a baseline over the same questions.

    A figure fails when it is worse and its p-value, after Holm's correction over the watched
    figures, is at most `level`.

    Raises:
        RunError: the two have no question in common.
    """
    found = compare(baseline, current, seed=seed, figures=WATCHED)
    failures = [one for one in found.differences if one.worse and one.corrected <= level]
    return Verdict(
        found.questions, found.differences, failures, [one.after.id for one in found.changes]
    )
