"""Two runs over the same questions: which figures differ, and on which questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from eval.document import Measured
from eval.errors import RunError
from eval.figures import WHOLE
from eval.record import Record
from eval.stats.significance import holm, paired_permutation, standardised, swapped

Name = TypeVar("Name")

LOWER_IS_BETTER = {
    "abstention.risk", "abstention.calibration_error", "abstention.risk_area", "poison.wrong",
}  # fmt: skip
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
    effect: float | None = None
    wins: int = 0
    losses: int = 0

    @property
    def worse(self) -> bool:
        """Whether the second run is the worse one."""
        change = self.after - self.before
        better_down = self.figure in LOWER_IS_BETTER
        return self.figure not in NEITHER and (change > 0 if better_down else change < 0)

    @property
    def mark(self) -> str:
        """How it is marked: "worse" or "*" where it is significant, else nothing."""
        if self.corrected > LEVEL:
            return ""
        return "worse" if self.worse else "*"


@dataclass(frozen=True, slots=True)
class Change:
    """A question in both runs: its outcome is right or wrong where that is known, else a rank."""

    before: Record
    after: Record

    @property
    def gain(self) -> float:
        """How much better it came out than before; 0 where nothing changed."""
        pair = self.before, self.after
        if all(one.right is not None for one in pair):
            before, after = (float(bool(one.right)) for one in pair)
        else:
            before, after = (one.values.get(RANKED_BY, 0.0) for one in pair)
        return after - before

    @property
    def altered(self) -> bool:
        """Whether answer or ranking differ at all, as far as both were kept."""
        one, other = self.before, self.after
        kept = min(len(one.ranking), len(other.ranking))
        return one.answer != other.answer or one.ranking[:kept] != other.ranking[:kept]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs.

    Attributes:
        questions: how many both have.
        differences: of each figure that both can measure.
        won: questions that came out better.
        lost: questions that came out worse.
        altered: ids of the questions that were answered or ranked otherwise at all.
    """

    questions: int
    differences: list[Difference]
    won: list[Change]
    lost: list[Change]
    altered: list[str]

    def to_json(self) -> dict[str, Any]:
        """Return the values as JSON holds them."""
        return {
            "questions": self.questions,
            "differences": [asdict(one) | {"worse": one.worse} for one in self.differences],
            "won": [one.after.id for one in self.won],
            "lost": [one.after.id for one in self.lost],
            "altered": self.altered,
        }


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
    pairs = [Change(one, after[name]) for name, one in before.items() if name in after]
    if not pairs:
        raise RunError("the two runs have no question in common; they are of different sets")
    found = Comparison(
        len(pairs),
        [*_means(pairs, seed, figures), *_whole(pairs, seed, figures)],
        [one for one in pairs if one.gain > 0],
        [one for one in pairs if one.gain < 0],
        [one.after.id for one in pairs if one.altered],
    )
    return corrected({"alone": found})["alone"]


def corrected(found: Mapping[Name, Comparison]) -> dict[Name, Comparison]:
    """Return comparisons with their p-values corrected over the figures of all of them (Holm)."""
    p = holm({(name, each.figure): each.p for name in found for each in found[name].differences})
    return {
        name: replace(
            one,
            differences=[replace(each, corrected=p[name, each.figure]) for each in one.differences],
        )
        for name, one in found.items()
    }


def compare_sets(
    before: Mapping[str, Measured], after: Mapping[str, Measured], *, seed: int = 0
) -> dict[str, Comparison]:
    """Return what changed on each set that two runs have, p-values corrected over all sets.

    Two runs of one set each are compared whatever the sets are called.

    Raises:
        RunError: they have no set, or no question, in common.
    """
    pairs = {name: (one, after[name]) for name, one in before.items() if name in after}
    if not pairs and len(before) == len(after) == 1:
        (one,), (other,) = before.values(), after.values()
        pairs = {f"{one.name} and {other.name}": (one, other)}
    if not pairs:
        raise RunError(
            f"the two runs have no set in common: {', '.join(before)} and {', '.join(after)}"
        )
    return corrected(
        {
            name: compare(one.records, other.records, seed=seed)
            for name, (one, other) in pairs.items()
        }
    )


def _means(pairs: Sequence[Change], seed: int, wanted: Sequence[str] | None) -> list[Difference]:
    columns: dict[str, list[tuple[float, float]]] = {}
    for one in pairs:
        for name, value in one.before.values.items():
            if name in one.after.values and (wanted is None or name in wanted):
                columns.setdefault(name, []).append((value, one.after.values[name]))
    found: list[Difference] = []
    for name, values in columns.items():
        changes = [after - before for before, after in values]
        better = [-one for one in changes] if name in LOWER_IS_BETTER else changes
        p = paired_permutation(changes, seed=seed)
        before, after = (sum(column) / len(values) for column in zip(*values, strict=True))
        wins, losses = sum(one > 0 for one in better), sum(one < 0 for one in better)
        found.append(Difference(name, before, after, p, p, standardised(changes), wins, losses))
    return found


def _whole(pairs: Sequence[Change], seed: int, wanted: Sequence[str] | None) -> list[Difference]:
    """Return differences of figures of a whole set, tested by swapping the two runs at random."""
    left, right = [one.before for one in pairs], [one.after for one in pairs]
    states = [
        [(each.abstained, each.confidence, each.right) for each in side] for side in (left, right)
    ]
    differing = [place for place in range(len(pairs)) if states[0][place] != states[1][place]]
    found: list[Difference] = []
    for name, compute in WHOLE.items():
        before, after = compute(left), compute(right)
        if before is not None and after is not None and (wanted is None or name in wanted):
            p = swapped(left, right, compute, differing, seed=seed)
            found.append(Difference(name, before, after, p, p))
    return found
