"""`dateline eval replay RUN.jsonl`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from eval.commands.run import publish, refuse_places, run_with_bars
from eval.entail import BUILT_IN, load_judge
from eval.errors import RunError
from eval.loaders import load
from eval.measure import measure
from eval.record import Result
from eval.runner import Options, Run
from eval.sets import Dataset
from eval.setup import restored
from eval.store import Stored, read_run


def replay(
    file: Path,
    questions: Path | None,
    index: Path | None,
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
    dataset = _dataset(stored, questions)
    if not again:
        asked = _as_asked(dataset, stored)
        done = Run(asked, stored.results, stored.header, stored.footer, file)
        publish(measure(done, judged_by), json_file, report)
        return
    header = stored.header
    options = Options(
        index=index,
        limit=header["limit"],
        workers=header["workers"],
        seed=header["seed"],
        log=file.with_suffix(".replay.jsonl"),
        resume=False,
    )
    done = run_with_bars(dataset, restored(header["settings"]), options)
    publish(measure(done, judged_by), json_file, report)
    differing = [
        name for name, one in stored.results.items() if _said(one) != _said(done.results.get(name))
    ]
    told = f"the first: {differing[0]}" if differing else "the run is reproduced"
    Console().print(f"{len(differing)} of {len(stored.results)} answers differ; {told}")


def _dataset(stored: Stored, questions: Path | None) -> Dataset:
    path = questions or (Path(stored.header["path"]) if stored.header["path"] else None)
    if path is None:
        raise RunError("the run does not say where its questions are; add --questions PATH")
    return load(path)


def _as_asked(dataset: Dataset, stored: Stored) -> Dataset:
    """Return the questions that were asked, addresses replaced as they were then."""
    from dataclasses import replace

    kept = tuple(one for one in dataset.questions if one.id in stored.results)
    if len(kept) != len(stored.results):
        raise RunError(f"{dataset.path} no longer has all questions of the run")
    names = stored.header.get("addresses", {})
    return replace(dataset, questions=kept).renamed(names)


def _said(result: Result | None) -> Any:
    if result is None or not result.answer:
        return None
    return result.answer["answer"], result.documents[:10]
