"""A stored run judged once more, or asked again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.console import console, refuse_places, run_shown
from eval.entail import BUILT_IN, load_judge
from eval.errors import RunError
from eval.loaders import load
from eval.measure import measure
from eval.record import Result
from eval.report.run import publish
from eval.runner import Options, Run
from eval.sets import Dataset
from eval.setup import restored
from eval.store import Stored, read_run


def replay(
    file: Path,
    questions: Path | None,
    index: str | Path | None,
    again: bool,
    json_file: Path | None,
    report: Path | None,
    judged_by: str = BUILT_IN,
) -> None:
    """Judge a stored run once more, or ask its questions again and say what differs.

    Raises:
        RunError: the run is not whole, or its questions have changed.
    """
    refuse_places(json_file)
    load_judge(judged_by)
    stored = read_run(file)
    if stored.footer is None:
        raise RunError(f"{file} was cut short; the command that made it goes on with it")
    if questions is None and not stored.header["path"]:
        raise RunError("the run does not say where its questions are; add --questions PATH")
    dataset = load(questions or Path(stored.header["path"]))
    if not again:
        asked = _as_asked(dataset, stored)
        done = Run(asked, stored.results, stored.header, stored.footer, file)
        publish(measure(done, judged_by), json_file, report)
        return
    how = {name: stored.header[name] for name in ("limit", "workers", "seed")}
    options = Options(index, log=file.with_suffix(".replay.jsonl"), resume=False, **how)
    done = run_shown(dataset, restored(stored.header["settings"]), options)
    publish(measure(done, judged_by), json_file, report)
    differing = [
        name for name, one in stored.results.items() if _said(one) != _said(done.results.get(name))
    ]
    told = f"the first: {differing[0]}" if differing else "the run is reproduced"
    console().print(f"{len(differing)} of {len(stored.results)} answers differ; {told}")


def _as_asked(dataset: Dataset, stored: Stored) -> Dataset:
    """Return the questions that were asked, addresses replaced as they were then."""
    kept = tuple(one for one in dataset.questions if one.id in stored.results)
    if len(kept) != len(stored.results):
        raise RunError(f"{dataset.path} no longer has all questions of the run")
    names = stored.header.get("addresses", {})
    return replace(dataset, questions=kept).renamed(names)


def _said(result: Result | None) -> Any:
    if result is None or not result.answer:
        return None
    return result.answer["answer"], result.documents[:10]
