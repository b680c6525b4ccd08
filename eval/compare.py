"""Two runs over the same questions: which figures differ, and on which questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from eval.document import Measured
from eval.errors import RunError
from eval.figures import WHOLE
from eval.record import Record
from eval.stats.significance import holm, paired_permutation, standardised, swapped

LOWER_IS_BETTER = {
    "abstention.risk",
    "abstention.calibration_error",
    "abstention.risk_area",
    "poison.wrong",
}
"""Figures that are good when small."""

NEITHER = {"answers.sentences", "abstention.coverage", "poison.neither", "poison.both"}
"""Figures of which neither more nor less is better in itself."""

LEVEL = 0.05
"""Greatest corrected p at which a difference is marked."""

RANKED_BY = "retrieval.ndcg@10"
"""Tells a better ranking from a worse one where no answer can be judged."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure in two runs.

    Attributes:
        figure: "group.name".
        before: in the first run.
        after: in the second.
        p: that so large a difference comes by chance, two-sided.
        corrected: `p` after Holm's correction over the figures compared.
        effect: mean difference over its standard deviation; None for figures of a whole set.
        wins: questions on which the second run is better.
        losses: questions on which it is worse.
    """

    figure: str
    before: float
    after: float
    p: float
    corrected: float
    effect: float | None
    wins: int
    losses: int

    @property
    def worse(self) -> bool:
        """Whether the second run is the worse one."""
        if self.figure in NEITHER:
            return False
        change = self.after - self.before
        return change > 0 if self.figure in LOWER_IS_BETTER else change < 0


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose outcome changed: right or wrong where that is known, else its ranking."""

    before: Record
    after: Record

    @property
    def won(self) -> bool:
        """Whether it came out better than before."""
        return _outcome(self.after, self.judged) > _outcome(self.before, self.judged)

    @property
    def judged(self) -> bool:
        """Whether both runs tell if the answer is right."""
        return self.before.right is not None and self.after.right is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs.

    Attributes:
        questions: how many both have.
        differences: of each figure that both can measure.
        changes: questions that came out better or worse, the better ones first.
        altered: ids of the questions that were answered or ranked otherwise at all.
    """

    questions: int
    differences: list[Difference]
    changes: list[Change]
    altered: list[str]


def _outcome(record: Record, judged: bool) -> float:
    return float(bool(record.right)) if judged else record.values.get(RANKED_BY, 0.0)


def _altered(one: Record, other: Record) -> bool:
    """Say whether two records differ in answer or ranking, as far as both were kept."""
    kept = min(len(one.ranking), len(other.ranking))
    return one.answer != other.answer or one.ranking[:kept] != other.ranking[:kept]


def compare(
    before: Mapping[str, Record],
    after: Mapping[str, Record],
    *,
    seed: int = 0,
    figures: Sequence[str] | None = None,
) -> Comparison:
    """Return what changed between two runs, over the questions that both have.

    Args:
        before: records of the first run by question id.
        after: of the second.
        seed: of the permutations.
        figures: those to compare; None for every one that both have.

    Raises:
        RunError: they have no question in common.
    """
    ids = [name for name in before if name in after]
    if not ids:
        raise RunError("the two runs have no question in common; they are of different sets")
    left, right = [before[name] for name in ids], [after[name] for name in ids]
    drafts = [*_means(left, right, seed, figures), *_whole(left, right, seed, figures)]
    corrected = holm({one.figure: one.p for one in drafts})
    differences = [replace(one, corrected=corrected[one.figure]) for one in drafts]
    pairs = [Change(one, other) for one, other in zip(left, right, strict=True)]
    changes = [
        one for one in pairs if _outcome(one.before, one.judged) != _outcome(one.after, one.judged)
    ]
    changes.sort(key=lambda one: not one.won)
    altered = [one.after.id for one in pairs if _altered(one.before, one.after)]
    return Comparison(len(ids), differences, changes, altered)


def compare_sets(
    before: Mapping[str, Measured],
    after: Mapping[str, Measured],
    *,
    seed: int = 0,
    figures: Sequence[str] | None = None,
) -> dict[str, Comparison]:
    """Return what changed on each set that two runs have, p-values corrected over all sets.

    Two runs of one set each are compared whatever the sets are called.

    Raises:
        RunError: they have no set, or no question, in common.
    """
    pairs = {name: (before[name], after[name]) for name in before if name in after}
    if not pairs and len(before) == len(after) == 1:
        (one,), (other,) = before.values(), after.values()
        pairs = {f"{one.name} and {other.name}": (one, other)}
    if not pairs:
        raise RunError(
            f"the two runs have no set in common: {', '.join(before)} and {', '.join(after)}"
        )
    found = {
        name: compare(one.records, other.records, seed=seed, figures=figures)
        for name, (one, other) in pairs.items()
    }
    corrected = holm(
        {
            (name, one.figure): one.p
            for name, comparison in found.items()
            for one in comparison.differences
        }
    )
    return {
        name: replace(
            comparison,
            differences=[
                replace(one, corrected=corrected[name, one.figure])
                for one in comparison.differences
            ],
        )
        for name, comparison in found.items()
    }


def marked(one: Difference) -> str:
    """Return how a difference is marked: "worse" or "*" where it is significant, else nothing."""
    if one.corrected > LEVEL:
        return ""
    return "worse" if one.worse else "*"


def as_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON holds it."""
    return {
        "questions": found.questions,
        "differences": [asdict(one) | {"worse": one.worse} for one in found.differences],
        "won": [one.after.id for one in found.changes if one.won],
        "lost": [one.after.id for one in found.changes if not one.won],
        "altered": found.altered,
    }


def _means(
    left: Sequence[Record], right: Sequence[Record], seed: int, wanted: Sequence[str] | None
) -> list[Difference]:
    pairs: dict[str, list[tuple[float, float]]] = {}
    for one, other in zip(left, right, strict=True):
        for name, value in one.values.items():
            if name in other.values and (wanted is None or name in wanted):
                pairs.setdefault(name, []).append((value, other.values[name]))
    found: list[Difference] = []
    for name, values in pairs.items():
        changes = [after - before for before, after in values]
        better = [-one for one in changes] if name in LOWER_IS_BETTER else changes
        p = paired_permutation(changes, seed=seed)
        found.append(
            Difference(
                figure=name,
                before=sum(one for one, _ in values) / len(values),
                after=sum(one for _, one in values) / len(values),
                p=p,
                corrected=p,
                effect=standardised(changes),
                wins=sum(one > 0 for one in better),
                losses=sum(one < 0 for one in better),
            )
        )
    return found


def _whole(
    left: Sequence[Record], right: Sequence[Record], seed: int, wanted: Sequence[str] | None
) -> list[Difference]:
    """Return differences of figures of a whole set, tested by swapping the two runs at random."""
    differing = [
        place
        for place, (one, other) in enumerate(zip(left, right, strict=True))
        if (one.abstained, one.confidence, one.right)
        != (other.abstained, other.confidence, other.right)
    ]
    found: list[Difference] = []
    for name, compute in WHOLE.items():
        if wanted is not None and name not in wanted:
            continue
        before, after = compute(left), compute(right)
        if before is None or after is None:
            continue
        p = swapped(left, right, compute, differing, seed=seed)
        found.append(Difference(name, before, after, p, p, None, 0, 0))
    return found
