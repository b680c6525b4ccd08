"""A drill of the gate: silent when nothing got worse, and loud when something did?

Everything is made from real runs. Each repetition draws the questions anew with replacement and
holds two runs against each other over them:

- unchanged: a run, and one with the same settings over an archive into which the same articles
  were put in another order;
- chance: a run and a worse one, where a coin says for each question which of the two results
  stands before and which after, so that whatever differs between them is chance;
- worse: a run, and one with settings that are worse on purpose.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from eval.gate import LEVEL, Verdict, gate
from eval.measure import records
from eval.record import Record
from eval.runner import Options, Progress, run
from eval.sets import Dataset
from eval.setup import Setup
from index import Article, Index
from rag.api import index_folder

ALLOWED = 0.05
"""Share of repetitions in which the gate may fail although nothing got worse."""

CAUGHT = 0.95
"""Share of repetitions in which it must fail when something did."""

Records = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate did in one part of a drill.

    Attributes:
        part: "unchanged", "chance" or "worse".
        repeats: how often it was held.
        failed: how often the gate failed.
        changed: questions whose outcome changed, on average.
        figures: how often each figure was a reason, most often first.
    """

    part: str
    repeats: int
    failed: int
    changed: float
    figures: dict[str, int]

    @property
    def passed(self) -> bool:
        """Whether the gate did what it should, often enough."""
        if self.part == "worse":
            return self.failed >= ceil(CAUGHT * self.repeats)
        return self.failed <= ALLOWED * self.repeats


def drill(
    baseline: Records,
    again: Sequence[Records],
    worse: Records,
    *,
    repeats: int = 100,
    seed: int = 0,
    level: float = LEVEL,
    progress: Callable[[int], None] | None = None,
) -> list[Outcome]:
    """Return what the gate does over and over with runs that are unchanged, mixed and worse.

    Args:
        baseline: records of a run by question id.
        again: of runs with the same settings, taken in turn.
        worse: of a run with worse settings.
        repeats: repetitions of each part.
        seed: of the draws and of the gate's own permutations.
        level: the gate's.
        progress: called with the number of repetitions done since the last call.
    """
    found: dict[str, list[Verdict]] = {"unchanged": [], "chance": [], "worse": []}
    for number in range(repeats):
        generator = random.Random(f"{seed} {number}")  # noqa: S311 - a draw of questions
        names = generator.choices(list(baseline), k=len(baseline))
        before = _drawn(baseline, names)
        after = _drawn(worse, names)
        pairs = {
            "unchanged": (before, _drawn(again[number % len(again)], names)),
            "chance": _mixed(before, after, generator),
            "worse": (before, after),
        }
        for part, (one, other) in pairs.items():
            found[part].append(gate(one, other, level=level, seed=generator.randrange(2**31)))
        if progress is not None:
            progress(1)
    return [_outcome(part, verdicts) for part, verdicts in found.items()]


def _drawn(run: Records, names: Sequence[str]) -> dict[str, Record]:
    return {
        f"{name} {number}": replace(run[name], id=f"{name} {number}")
        for number, name in enumerate(names)
    }


def _mixed(
    before: Records, after: Records, generator: random.Random
) -> tuple[dict[str, Record], dict[str, Record]]:
    left: dict[str, Record] = {}
    right: dict[str, Record] = {}
    for name, one in before.items():
        left[name], right[name] = generator.sample((one, after[name]), 2)
    return left, right


def _outcome(part: str, verdicts: Sequence[Verdict]) -> Outcome:
    reasons: dict[str, int] = {}
    for verdict in verdicts:
        for one in verdict.failures:
            reasons[one.figure] = reasons.get(one.figure, 0) + 1
    return Outcome(
        part=part,
        repeats=len(verdicts),
        failed=sum(not one.passed for one in verdicts),
        changed=sum(len(one.changed) for one in verdicts) / len(verdicts),
        figures=dict(sorted(reasons.items(), key=lambda one: -one[1])),
    )


def asked(
    dataset: Dataset, chosen: Setup, options: Options, progress: Progress | None = None
) -> dict[str, Record]:
    """Return the judged questions of a run by id."""
    done = run(dataset, chosen, options, progress)
    return {one.id: one for one in records(done.dataset, done.results)}


def shuffled(dataset: Dataset, options: Options, seed: int) -> Dataset:
    """Return a set with its articles, or those of the archive it is asked of, in another order.

    Args:
        dataset: with or without a corpus of its own.
        options: where the archive is when there is none.
        seed: of the order.
    """
    articles = list(dataset.articles or _stored(index_folder(options.index)))
    random.Random(seed).shuffle(articles)  # noqa: S311 - an order of articles
    return replace(dataset, articles=tuple(articles))


def _stored(folder: Path) -> list[Article]:
    with Index.open(folder, must_exist=True) as archive:
        return [archive.article(one.id) for one in archive.articles()]
