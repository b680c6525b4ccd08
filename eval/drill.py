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
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import ceil
from pathlib import Path
from typing import Annotated

from eval.console import bars, console, refuse_places, run_shown, say, write_json
from eval.errors import GateError
from eval.gate import LEVEL, Verdict, gate
from eval.loaders import load
from eval.measure import records
from eval.options import (
    IndexDir,
    JsonFile,
    Level,
    Limit,
    Questions,
    Seed,
    Settings,
    Workers,
    option,
)
from eval.record import Record
from eval.report.table import Table
from eval.runner import Options
from eval.sets import Dataset
from eval.setup import Setup, setup
from index import Index
from rag.request import index_folder

WORSE = ("fusion=lexical", "candidates=5", "top_k=1")
"""Settings that are worse for any set with gold answers: few passages are found, by words alone,
and one of them is read."""

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
        before, after = _drawn(baseline, names), _drawn(worse, names)
        coins = {name: generator.random() < 0.5 for name in before}
        mixed = [
            {name: (one if coins[name] else other)[name] for name in before}
            for one, other in ((before, after), (after, before))
        ]
        pairs = {
            "unchanged": (before, _drawn(again[number % len(again)], names)),
            "chance": (mixed[0], mixed[1]),
            "worse": (before, after),
        }
        for part, (one, other) in pairs.items():
            found[part].append(gate(one, other, level=level, seed=generator.randrange(2**31)))
        if progress is not None:
            progress(1)
    return [
        Outcome(
            part=part,
            repeats=repeats,
            failed=sum(not one.passed for one in verdicts),
            changed=sum(len(one.changed) for one in verdicts) / repeats,
            figures=dict(
                Counter(each.figure for one in verdicts for each in one.failures).most_common()
            ),
        )
        for part, verdicts in found.items()
    ]


def _drawn(run: Records, names: Sequence[str]) -> dict[str, Record]:
    ids = [f"{name} {number}" for number, name in enumerate(names)]
    return {one: replace(run[name], id=one) for one, name in zip(ids, names, strict=True)}


def shuffled(dataset: Dataset, options: Options, seed: int) -> Dataset:
    """Return a set with its articles, or those of the archive it is asked of, in another order.

    Args:
        dataset: with or without a corpus of its own.
        options: where the archive is when there is none.
        seed: of the order.
    """
    articles = list(dataset.articles or ())
    if not articles:
        with Index.open(index_folder(options.index), must_exist=True) as archive:
            articles = [archive.article(one.id) for one in archive.articles()]
    random.Random(seed).shuffle(articles)  # noqa: S311 - an order of articles
    return replace(dataset, articles=tuple(articles))


def drill_command(
    questions: Questions,
    worse: Annotated[
        list[str] | None,
        option("worse", "NAME=VALUE", "What is worse on purpose; may be repeated."),
    ] = None,
    repeats: Annotated[int, option("repeat", None, "Repetitions.", min=1)] = 100,
    rebuilds: Annotated[
        int, option("rebuilds", None, "Archives built anew, articles in another order.", min=1)
    ] = 2,
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    seed: Seed = 0,
    setting: Settings = None,
    level: Level = LEVEL,
    json_file: JsonFile = None,
) -> None:
    """Try the gate: is it silent over unchanged runs, and loud over a worsened one?"""
    refuse_places(json_file)
    options, settings, worse = (
        Options(index, limit, workers, seed),
        setting or [],
        worse or [*WORSE],
    )
    dataset, good = load(questions), setup(settings)
    bad = setup([*settings, *worse])
    baseline = _asked("as it is", dataset, good, options)
    worsened = _asked(f"worsened with {' '.join(worse)}", dataset, bad, options)
    again = []
    for number in range(1, rebuilds + 1):
        other = shuffled(dataset, options, seed + number)
        with tempfile.TemporaryDirectory() as folder:
            where = replace(options, index=Path(folder) / "index", log=Path(folder) / "run.jsonl")
            again.append(_asked(f"rebuilt, {number} of {rebuilds}", other, good, where))
    with bars(("the gate", repeats)) as (moved,):
        found = drill(
            baseline,
            again,
            worsened,
            repeats=repeats,
            seed=seed,
            level=level,
            progress=moved,
        )
    rows = [
        (one.part, str(one.repeats), str(one.failed), f"{one.changed:.1f}", _reasons(one))
        for one in found
    ]
    title = f"{dataset.name}: the gate held over {len(baseline)} questions"
    columns = ("runs", "repetitions", "gate failed", "questions changed", "reasons")
    console().print(Table(title, columns, rows, words=("reasons",)).rich())
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in found])
    wrong = [one for one in found if not one.passed]
    if wrong:
        told = "; ".join(f"{one.part}: it failed {one.failed} of {one.repeats}" for one in wrong)
        raise GateError(f"{dataset.name}: the gate cannot be relied on: {told}")


def _asked(told: str, dataset: Dataset, chosen: Setup, options: Options) -> dict[str, Record]:
    say(told)
    done = run_shown(dataset, chosen, options)
    return {one.id: one for one in records(done.dataset, done.results)}


def _reasons(one: Outcome) -> str:
    return ", ".join(f"{figure} {count}" for figure, count in list(one.figures.items())[:4])
