"""Whether a change made a figure significantly worse, for continuous integration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.compare import Difference, compare
from eval.console import console, refuse_places, run_shown, write_json
from eval.document import Measured, as_measured, is_document, read_documents
from eval.errors import GateError, RunError
from eval.loaders import load
from eval.measure import measure
from eval.options import IndexDir, Level, Limit, Seed, Settings, Workers
from eval.record import Record
from eval.runner import Options
from eval.setup import setup
from eval.stats.significance import holm

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

LEVEL = 0.025
"""Chance of a false alarm over all watched figures together."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate found.

    Attributes:
        questions: how many were compared.
        differences: of the watched figures, `corrected` being one-sided.
        failures: those that are significantly worse.
        changed: questions that came out better or worse, by id.
    """

    questions: int
    differences: list[Difference]
    failures: list[Difference]
    changed: list[str]

    @property
    def passed(self) -> bool:
        """Whether nothing got significantly worse."""
        return not self.failures


def reason(verdict: Verdict) -> str:
    """Return why a gate failed, in one line."""
    told = []
    for one in verdict.failures:
        counts = "" if one.effect is None else f", {one.losses} lost, {one.wins} won"
        move = f"{one.figure} went from {one.before:.3f} to {one.after:.3f}"
        told.append(f"{move} (p {one.corrected:.4f}{counts})")
    return "significantly worse than the baseline: " + "; ".join(told)


def slim(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with no more than a gate and a comparison need, to be committed."""
    dropped = {"passages", "curves", "by_type", "by_type_intervals"}
    run = {
        name: value
        for name, value in document["run"].items()
        if name not in {"machine", "started", "finished", "identity"}
    }
    questions = [
        one | {"ranking": one["ranking"][:3], "values": _rounded(one["values"])}
        for one in document["questions"]
    ]
    kept = {name: value for name, value in document.items() if name not in dropped}
    return kept | {"run": run, "questions": questions}


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 6) for name, value in values.items()}


def _comparable(records: Mapping[str, Record]) -> dict[str, Record]:
    """Return records rounded as a committed baseline is, so that rounding is no difference."""
    return {
        name: replace(record, values=_rounded(record.values)) for name, record in records.items()
    }


def gate(
    baseline: Mapping[str, Record],
    current: Mapping[str, Record],
    *,
    level: float = LEVEL,
    seed: int = 0,
) -> Verdict:
    """Return whether a run is significantly worse than a baseline over the same questions.

    A figure fails when it is worse and its one-sided p-value, after Holm's correction over the
    watched figures, is at most `level`.

    Raises:
        RunError: the two have no question in common.
    """
    found = compare(_comparable(baseline), _comparable(current), seed=seed, figures=WATCHED)
    one_sided = holm(
        {one.figure: one.p / 2 if one.worse else 1 - one.p / 2 for one in found.differences}
    )
    differences = [replace(one, corrected=one_sided[one.figure]) for one in found.differences]
    failures = [one for one in differences if one.worse and one.corrected <= level]
    return Verdict(
        found.questions, differences, failures, [one.after.id for one in (*found.won, *found.lost)]
    )


def gate_command(
    questions: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A set of questions, or a run's JSON.")
    ],
    baseline: Annotated[Path, typer.Option(metavar="FILE", help="What it must not fall below.")],
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    seed: Seed = 0,
    setting: Settings = None,
    level: Level = LEVEL,
    update: Annotated[bool, typer.Option(help="Make the baseline instead.")] = False,
) -> None:
    """Fail, with the reason, when a figure is significantly worse than a baseline."""
    options, settings = Options(index, limit, workers, seed), setting or []
    if update:
        refuse_places(baseline)
        document = measure(run_shown(load(questions), setup(settings), options))
        write_json(baseline, slim(document))
        console().print(f"Baseline of {len(document['questions'])} questions: {baseline}")
        return
    before = read_documents(baseline)
    after = _current(questions, options, settings)
    for name, one in before.items():
        if name not in after:
            raise RunError(f"{baseline} has the set {name!r}, {questions} has not")
        verdict = gate(one.records, after[name].records, level=level, seed=seed)
        _print(name, verdict)
        if not verdict.passed:
            raise GateError(f"{name}: {reason(verdict)}")


def _current(questions: Path, options: Options, settings: Sequence[str]) -> dict[str, Measured]:
    if is_document(questions):
        return read_documents(questions)
    one = as_measured(measure(run_shown(load(questions), setup(settings), options)))
    return {one.name: one}


def _print(name: str, verdict: Verdict) -> None:
    shown = console()
    for one in verdict.differences:
        mark = "WORSE" if one in verdict.failures else "ok"
        line = f"{mark:5} {one.figure:28} {one.before:.3f} {one.after:.3f}  p {one.corrected:.3f}"
        shown.print(line, highlight=False)
    changed = f"; changed: {', '.join(verdict.changed[:20])}" if verdict.changed else ""
    line = f"{name}: {verdict.questions} questions, {len(verdict.changed)} changed{changed}"
    shown.print(line, highlight=False)
