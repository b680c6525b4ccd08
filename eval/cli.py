"""`dateline eval`: figures, comparisons, gates, peers, sweeps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer
from typer.core import TyperGroup


class DefaultGroup(TyperGroup):
    """A group whose first word is a set of questions when it is not a command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Send what names no command to `run`."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=DefaultGroup,
    help="Measure answers: `dateline eval FOLDER`, or one of the commands below.",
    no_args_is_help=True,
)

_JUDGE = (
    "Judge of whether citations support a sentence: support, words, MODULE:FUNCTION, or an"
    " entailment model's name or folder."
)
_INDEX = "Where the corpus is or will be indexed; the archive to ask when there is no corpus."


def _option(name: str, metavar: str | None, text: str, **more: Any) -> Any:
    return typer.Option(f"--{name}", metavar=metavar, help=text, **more)


Questions: TypeAlias = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="A set of questions: a folder or a file.")
]
Settings: TypeAlias = Annotated[
    list[str] | None, _option("setting", "NAME=VALUE", "Set one thing; may be repeated.")
]
IndexDir: TypeAlias = Annotated[str | None, _option("index", "DIR", _INDEX)]
Limit: TypeAlias = Annotated[int | None, _option("limit", None, "Ask at most so many.", min=1)]
Workers: TypeAlias = Annotated[
    int, _option("workers", None, "Questions asked at a time; more than one blurs times.", min=1)
]
Level: TypeAlias = Annotated[
    float,
    _option("level", None, "Chance of a false alarm over all watched figures.", min=0.0, max=1.0),
]
Seed: TypeAlias = Annotated[int, _option("seed", None, "Of every resampling.")]
Judge: TypeAlias = Annotated[str, _option("judge", "NAME", _JUDGE)]
Model: TypeAlias = Annotated[
    str | None,
    _option("llm", "PROVIDER:MODEL", "A chat model that phrases the answers; small: one, here."),
]
JsonFile: TypeAlias = Annotated[Path | None, _option("json", "FILE", "Write the figures here.")]
Report: TypeAlias = Annotated[Path | None, _option("report", "DIR", "Write a report here.")]


@app.command()
def run(
    questions: Questions,
    limit: Limit = None,
    json_file: JsonFile = None,
    run_file: Annotated[Path | None, _option("run", "FILE", "Write a TREC run file.")] = None,
    report: Report = None,
    index: IndexDir = None,
    workers: Workers = 1,
    seed: Seed = 0,
    setting: Settings = None,
    log: Annotated[
        Path | None, _option("log", "FILE", "Where the run is stored, line by line.")
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on with a run that was cut short.")] = True,
    judge: Judge = "support",
    llm: Model = None,
) -> None:
    """Ask every question of a set and print the figures (the default command)."""
    from eval.console import model, refuse_places, run_shown
    from eval.entail import load_judge
    from eval.loaders import load
    from eval.measure import measure
    from eval.ranking import write_trec
    from eval.report.run import publish
    from eval.runner import Options
    from eval.setup import setup

    refuse_places(json_file, run_file)
    load_judge(judge)
    with model(llm) as spec:
        options = Options(index, limit, workers, seed, log, resume, llm=spec)
        done = run_shown(load(questions), setup(setting or []), options)
    document = measure(done, judge)
    if run_file is not None:
        write_trec(run_file, [(name, one.ranking) for name, one in done.results.items()])
    publish(document, json_file, report)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="A.json")],
    after: Annotated[Path, typer.Argument(metavar="B.json")],
    json_file: JsonFile = None,
    every: Annotated[bool, typer.Option("--all", help="List every changed question.")] = False,
    seed: Seed = 0,
    report: Report = None,
) -> None:
    """Say which figures differ between two runs, and which questions were won and lost."""
    from eval.compare import compare_sets
    from eval.console import console, refuse_places, write_json
    from eval.document import read_documents
    from eval.report.contrast import show, write_contrast

    refuse_places(json_file)
    found = compare_sets(read_documents(before), read_documents(after), seed=seed)
    show(found, every=every)
    if json_file is not None:
        write_json(json_file, {name: one.to_json() for name, one in found.items()})
    if report is not None:
        console().print(f"Report: {write_contrast(before.name, after.name, found, report)}")


@app.command()
def gate(
    questions: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A set of questions, or a run's JSON.")
    ],
    baseline: Annotated[Path, typer.Option(metavar="FILE", help="What it must not fall below.")],
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    seed: Seed = 0,
    setting: Settings = None,
    level: Level = 0.025,
    update: Annotated[bool, typer.Option(help="Make the baseline instead.")] = False,
) -> None:
    """Fail, with the reason, when a figure is significantly worse than a baseline."""
    from eval.gate import run_gate
    from eval.runner import Options

    options = Options(index, limit, workers, seed)
    run_gate(questions, baseline, options, setting or [], level, update)


@app.command()
def drill(
    questions: Questions,
    worse: Annotated[
        list[str] | None,
        _option("worse", "NAME=VALUE", "What is worse on purpose; may be repeated."),
    ] = None,
    repeats: Annotated[int, _option("repeat", None, "Repetitions.", min=1)] = 100,
    rebuilds: Annotated[
        int, _option("rebuilds", None, "Archives built anew, articles in another order.", min=1)
    ] = 2,
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    seed: Seed = 0,
    setting: Settings = None,
    level: Level = 0.025,
    json_file: JsonFile = None,
) -> None:
    """Try the gate: is it silent over unchanged runs, and loud over a worsened one?"""
    from eval.drill import WORSE, run_drill
    from eval.runner import Options

    options = Options(index, limit, workers, seed)
    bad = worse or list(WORSE)
    run_drill(questions, options, setting or [], bad, repeats, rebuilds, level, json_file)


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(metavar="RUN.jsonl")],
    questions: Annotated[
        Path | None, _option("questions", "FOLDER", "Where the questions are now.")
    ] = None,
    index: IndexDir = None,
    ask: Annotated[bool, _option("ask", None, "Ask again with the run's own settings.")] = False,
    json_file: JsonFile = None,
    report: Report = None,
    judge: Judge = "support",
) -> None:
    """Judge a stored run once more, or ask its questions again and say what differs."""
    from eval.replay import replay as play

    play(file, questions, index, ask, json_file, report, judge)


@app.command()
def report(
    files: Annotated[list[Path], typer.Argument(metavar="A.json…")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write it.")],
) -> None:
    """Write one report over several runs, with quality by set."""
    from eval.document import read_documents
    from eval.report.run import write_report

    documents = [
        one.document for file in files for one in read_documents(file, whole=True).values()
    ]
    typer.echo(f"Report: {write_report(documents, out)}")


@app.command()
def peers(
    questions: Questions,
    limit: Limit = None,
    json_file: JsonFile = None,
    seed: Seed = 0,
    setting: Settings = None,
) -> None:
    """Measure the LangChain quickstart and txtai on the same folder, weights and machine."""
    from eval.peers.race import run_peers

    run_peers(questions, setting or [], limit, json_file, seed)


@app.command()
def sweep(
    questions: Questions,
    vary: Annotated[
        list[str] | None, _option("vary", "NAME=VALUE,VALUE", "What varies; may be repeated.")
    ] = None,
    setting: Settings = None,
    figure: Annotated[
        str, _option("figure", "NAME", "The quality that is set against time.")
    ] = "retrieval.ndcg@10",
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    json_file: JsonFile = None,
    report: Report = None,
) -> None:
    """Measure every combination of settings, and plot quality against time."""
    from eval.runner import Options
    from eval.sweep import run_sweep

    options = Options(index, limit, workers)
    run_sweep(questions, vary or [], setting or [], options, figure, json_file, report)


@app.command()
def robust(
    questions: Questions,
    noise: Annotated[
        str, _option("noise", "SHARE,SHARE", "Shares of the irrelevant documents.")
    ] = "0,0.5,1",
    setting: Settings = None,
    limit: Limit = None,
    workers: Workers = 1,
    seed: Seed = 0,
    json_file: JsonFile = None,
) -> None:
    """Measure what noise and poisoned documents in the corpus cost."""
    from eval.robust import run_robust
    from eval.runner import Options

    options = Options(limit=limit, workers=workers, seed=seed)
    run_robust(questions, noise, options, setting or [], json_file)


@app.command()
def newsroom(
    questions: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Reporters' questions.")],
    articles: Annotated[
        Path | None, _option("articles", "FILE", "What they are about; without it, the archive.")
    ] = None,
    now: Annotated[
        str | None, _option("now", "DATE", "The asker's day; after the newest article.")
    ] = None,
    limit: Limit = None,
    index: IndexDir = None,
    workers: Workers = 1,
    setting: Settings = None,
    json_file: JsonFile = None,
    llm: Model = None,
) -> None:
    """Measure how useful the answers to reporters' questions are."""
    from datetime import date

    from eval.console import model
    from eval.newsroom import run_newsroom
    from eval.runner import Options

    try:
        day = date.fromisoformat(now) if now else None
    except ValueError:
        raise typer.BadParameter(f"--now is a date like 2025-07-01, not {now!r}") from None
    with model(llm) as spec:
        options = Options(index, limit, workers, rank_all=False, llm=spec)
        run_newsroom(questions, articles, options, setting or [], day, json_file)
