"""`dateline eval FOLDER` and `replay`: a set asked and measured, a stored run once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.console import console, model, refuse_places, run_shown
from eval.entail import BUILT_IN, load_judge
from eval.errors import RunError
from eval.loaders import load
from eval.measure import measure
from eval.options import (
    IndexDir,
    JsonFile,
    Judge,
    Limit,
    Model,
    Questions,
    Report,
    Seed,
    Settings,
    Workers,
    option,
)
from eval.ranking import write_trec
from eval.record import Result
from eval.report.run import publish
from eval.runner import Options, Run
from eval.sets import Dataset
from eval.setup import restored, setup
from eval.store import Stored, read_run


def run_command(
    questions: Questions,
    limit: Limit = None,
    json_file: JsonFile = None,
    run_file: Annotated[Path | None, option("run", "FILE", "Write a TREC run file.")] = None,
    report: Report = None,
    index: IndexDir = None,
    workers: Workers = 1,
    seed: Seed = 0,
    setting: Settings = None,
    log: Annotated[
        Path | None, option("log", "FILE", "Where the run is stored, line by line.")
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on with a run that was cut short.")] = True,
    judge: Judge = BUILT_IN,
    llm: Model = None,
) -> None:
    """Ask every question of a set and print the figures (the default command)."""
    refuse_places(json_file, run_file)
    load_judge(judge)
    with model(llm) as spec:
        options = Options(index, limit, workers, seed, log, resume, llm=spec)
        done = run_shown(load(questions), setup(setting or []), options)
    document = measure(done, judge)
    if run_file is not None:
        write_trec(run_file, [(name, one.ranking) for name, one in done.results.items()])
    publish(document, json_file, report)


def replay_command(
    file: Annotated[Path, typer.Argument(metavar="RUN.jsonl")],
    questions: Annotated[
        Path | None, option("questions", "FOLDER", "Where the questions are now.")
    ] = None,
    index: IndexDir = None,
    ask: Annotated[bool, option("ask", None, "Ask again with the run's own settings.")] = False,
    json_file: JsonFile = None,
    report: Report = None,
    judge: Judge = BUILT_IN,
) -> None:
    """Judge a stored run once more, or ask its questions again and say what differs."""
    refuse_places(json_file)
    load_judge(judge)
    stored = read_run(file)
    if stored.footer is None:
        raise RunError(f"{file} was cut short; the command that made it goes on with it")
    if questions is None and not stored.header["path"]:
        raise RunError("the run does not say where its questions are; add --questions PATH")
    dataset = load(questions or Path(stored.header["path"]))
    if not ask:
        asked = _as_asked(dataset, stored)
        done = Run(asked, stored.results, stored.header, stored.footer, file)
        publish(measure(done, judge), json_file, report)
        return
    how = {name: stored.header[name] for name in ("limit", "workers", "seed")}
    options = Options(index, log=file.with_suffix(".replay.jsonl"), resume=False, **how)
    done = run_shown(dataset, restored(stored.header["settings"]), options)
    publish(measure(done, judge), json_file, report)
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
