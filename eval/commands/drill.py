"""`dateline eval drill FOLDER`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress as Bars
from rich.table import Table

from eval.commands.run import bars, refuse_places, write_json
from eval.drill import Outcome, asked, drill, shuffled
from eval.errors import GateError
from eval.gate import LEVEL
from eval.loaders import load
from eval.record import Record
from eval.runner import Options
from eval.sets import Dataset
from eval.setup import Setup, setup

WORSE = ("max_sentences=1", "max_sentences_several=1")
"""Settings that are worse for any set with gold answers: one sentence, whatever is asked."""


def run_drill(
    path: Path,
    options: Options,
    settings: Sequence[str],
    worse: Sequence[str],
    repeats: int,
    rebuilds: int,
    level: float | None,
    json_file: Path | None,
) -> None:
    """Print how often the gate fails on unchanged, mixed and worsened runs.

    Raises:
        GateError: it fails too often, or not often enough.
    """
    refuse_places(json_file)
    dataset, good = load(path), setup(settings)
    bad = setup([*settings, *(worse or WORSE)])
    baseline = _asked("as it is", dataset, good, options)
    worsened = _asked("worsened", dataset, bad, options)
    again = [
        _rebuilt(f"rebuilt, {number} of {rebuilds}", dataset, good, options, number)
        for number in range(1, rebuilds + 1)
    ]
    with Bars(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("the gate", total=repeats)
        found = drill(
            baseline,
            again,
            worsened,
            repeats=repeats,
            seed=options.seed,
            level=LEVEL if level is None else level,
            progress=lambda count: shown.update(task, advance=count),
        )
    console = Console(width=None if Console().is_terminal else 120)
    console.print(_table(dataset.name, len(baseline), found))
    console.print(f"worsened with {' '.join(worse or WORSE)}", markup=False, highlight=False)
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in found])
    wrong = [one for one in found if not one.passed]
    if wrong:
        told = "; ".join(f"{one.part}: it failed {one.failed} of {one.repeats}" for one in wrong)
        raise GateError(f"{dataset.name}: the gate cannot be relied on: {told}")


def _asked(told: str, dataset: Dataset, chosen: Setup, options: Options) -> dict[str, Record]:
    Console(stderr=True).print(told, markup=False)
    with bars(dataset, options.limit) as progress:
        return asked(dataset, chosen, options, progress)


def _rebuilt(
    told: str, dataset: Dataset, chosen: Setup, options: Options, number: int
) -> dict[str, Record]:
    other = shuffled(dataset, options, options.seed + number)
    with tempfile.TemporaryDirectory() as folder:
        where = replace(options, index=Path(folder) / "index", log=Path(folder) / "run.jsonl")
        return _asked(told, other, chosen, where)


def _table(name: str, questions: int, found: Sequence[Outcome]) -> Table:
    table = Table(
        title=f"{name}: the gate held over {questions} questions",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for heading in ("runs", "repetitions", "gate failed", "questions changed", ""):
        table.add_column(heading, justify="left" if heading in ("runs", "") else "right")
    for one in found:
        reasons = ", ".join(f"{figure} {count}" for figure, count in list(one.figures.items())[:4])
        table.add_row(one.part, str(one.repeats), str(one.failed), f"{one.changed:.1f}", reasons)
    return table
