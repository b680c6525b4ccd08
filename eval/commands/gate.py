"""`dateline eval gate QUESTIONS --baseline FILE`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from eval.commands.run import refuse_places, run_with_bars, write_json
from eval.document import Measured, as_measured, is_document, read_documents
from eval.errors import GateError, RunError
from eval.gate import LEVEL, Verdict, gate, reason, slim
from eval.loaders import load
from eval.measure import measure
from eval.runner import Options
from eval.setup import setup


def run_gate(
    questions: Path,
    baseline: Path,
    options: Options,
    settings: Sequence[str],
    level: float | None,
    update: bool,
) -> None:
    """Compare a run with a baseline, or make the baseline.

    Raises:
        GateError: a figure got significantly worse.
        RunError: the baseline is absent or of another set.
    """
    console = Console()
    if update:
        refuse_places(baseline)
        document = _document(questions, options, settings)
        write_json(baseline, slim(document))
        console.print(f"Baseline of {len(document['questions'])} questions: {baseline}")
        return
    before = read_documents(baseline)
    after = _current(questions, options, settings)
    for name, one in before.items():
        if name not in after:
            raise RunError(f"{baseline} has the set {name!r}, {questions} has not")
        verdict = gate(
            one.records,
            after[name].records,
            level=LEVEL if level is None else level,
            seed=options.seed,
        )
        _print(console, name, verdict)
        if not verdict.passed:
            raise GateError(f"{name}: {reason(verdict)}")


def _current(questions: Path, options: Options, settings: Sequence[str]) -> dict[str, Measured]:
    if is_document(questions):
        return read_documents(questions)
    one = as_measured(_document(questions, options, settings))
    return {one.name: one}


def _document(questions: Path, options: Options, settings: Sequence[str]) -> dict[str, Any]:
    return measure(run_with_bars(load(questions), setup(settings), options))


def _print(console: Console, name: str, verdict: Verdict) -> None:
    for one in verdict.differences:
        mark = "WORSE" if one in verdict.failures else "ok"
        console.print(
            f"{mark:5} {one.figure:28} {one.before:.3f} {one.after:.3f}  p {one.corrected:.3f}",
            highlight=False,
        )
    changed = f"; changed: {', '.join(verdict.changed[:20])}" if verdict.changed else ""
    console.print(
        f"{name}: {verdict.questions} questions, {len(verdict.changed)} changed{changed}",
        highlight=False,
    )
