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

QuestionsArgument: TypeAlias = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="A set of questions: a folder or a file.")
]
SettingOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--setting", metavar="NAME=VALUE", help="Set one thing; may be repeated."),
]
IndexOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="Where the corpus is or will be indexed; the archive to ask when there is no corpus.",
    ),
]
LimitOption: TypeAlias = Annotated[int | None, typer.Option(min=1, help="Ask at most so many.")]
WorkersOption: TypeAlias = Annotated[
    int, typer.Option(min=1, help="Questions asked at a time; more than one blurs times.")
]
LevelOption: TypeAlias = Annotated[
    float | None,
    typer.Option(
        min=0.0,
        max=1.0,
        show_default="0.025",
        help="Chance of a false alarm over all watched figures.",
    ),
]
SeedOption: TypeAlias = Annotated[int, typer.Option(help="Of every resampling.")]
JudgeOption: TypeAlias = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Judge of whether citations support a sentence: support, MODULE:FUNCTION, or an"
        " entailment model's name or folder.",
    ),
]
JsonOption: TypeAlias = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the figures here.")
]
ReportOption: TypeAlias = Annotated[
    Path | None, typer.Option("--report", metavar="DIR", help="Write a report here.")
]


@app.command()
def run(
    questions: QuestionsArgument,
    limit: LimitOption = None,
    json_file: JsonOption = None,
    run_file: Annotated[
        Path | None, typer.Option("--run", metavar="FILE", help="Write a TREC run file.")
    ] = None,
    report: ReportOption = None,
    index: IndexOption = None,
    workers: WorkersOption = 1,
    seed: SeedOption = 0,
    setting: SettingOption = None,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the run is stored, line by line.")
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on with a run that was cut short.")] = True,
    judge: JudgeOption = "support",
) -> None:
    """Ask every question of a set and print the figures (the default command)."""
    from eval.commands.run import run_set
    from eval.runner import Options

    options = Options(index, limit, workers, seed, log, resume)
    run_set(questions, options, setting or [], json_file, run_file, report, judge)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="A.json")],
    after: Annotated[Path, typer.Argument(metavar="B.json")],
    json_file: JsonOption = None,
    every: Annotated[bool, typer.Option("--all", help="List every changed question.")] = False,
    seed: SeedOption = 0,
    report: ReportOption = None,
) -> None:
    """Say which figures differ between two runs, and which questions were won and lost."""
    from eval.commands.compare import compare_files

    compare_files(before, after, json_file, every, seed, report)


@app.command()
def gate(
    questions: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A set of questions, or a run's JSON.")
    ],
    baseline: Annotated[Path, typer.Option(metavar="FILE", help="What it must not fall below.")],
    limit: LimitOption = None,
    index: IndexOption = None,
    workers: WorkersOption = 1,
    seed: SeedOption = 0,
    setting: SettingOption = None,
    level: LevelOption = None,
    update: Annotated[bool, typer.Option(help="Make the baseline instead.")] = False,
) -> None:
    """Fail, with the reason, when a figure is significantly worse than a baseline."""
    from eval.commands.gate import run_gate
    from eval.runner import Options

    options = Options(index, limit, workers, seed)
    run_gate(questions, baseline, options, setting or [], level, update)


@app.command()
def drill(
    questions: QuestionsArgument,
    worse: Annotated[
        list[str] | None,
        typer.Option(
            "--worse", metavar="NAME=VALUE", help="What is worse on purpose; may be repeated."
        ),
    ] = None,
    repeats: Annotated[int, typer.Option("--repeat", min=1, help="Repetitions.")] = 100,
    rebuilds: Annotated[
        int, typer.Option(min=1, help="Archives built anew, their articles in another order.")
    ] = 2,
    limit: LimitOption = None,
    index: IndexOption = None,
    workers: WorkersOption = 1,
    seed: SeedOption = 0,
    setting: SettingOption = None,
    level: LevelOption = None,
    json_file: JsonOption = None,
) -> None:
    """Try the gate: is it silent over unchanged runs, and loud over a worsened one?"""
    from eval.commands.drill import run_drill
    from eval.runner import Options

    options = Options(index, limit, workers, seed)
    run_drill(questions, options, setting or [], worse or [], repeats, rebuilds, level, json_file)


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(metavar="RUN.jsonl")],
    questions: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the questions are now.")
    ] = None,
    index: IndexOption = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask again with the run's own settings.")
    ] = False,
    json_file: JsonOption = None,
    report: ReportOption = None,
    judge: JudgeOption = "support",
) -> None:
    """Judge a stored run once more, or ask its questions again and say what differs."""
    from eval.commands.replay import replay as play

    play(file, questions, index, ask, json_file, report, judge)


@app.command()
def report(
    files: Annotated[list[Path], typer.Argument(metavar="A.json…")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write it.")],
) -> None:
    """Write one report over several runs, with quality by set."""
    from eval.document import read_documents
    from eval.report.write import write_report

    documents = [
        one.document for file in files for one in read_documents(file, whole=True).values()
    ]
    typer.echo(f"Report: {write_report(documents, out)}")


@app.command()
def peers(
    questions: QuestionsArgument,
    limit: LimitOption = None,
    json_file: JsonOption = None,
    seed: SeedOption = 0,
    setting: SettingOption = None,
) -> None:
    """Measure the LangChain quickstart and txtai on the same folder, weights and machine."""
    from eval.commands.peers import run_peers

    run_peers(questions, setting or [], limit, json_file, seed)


@app.command()
def sweep(
    questions: QuestionsArgument,
    vary: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE,VALUE", help="What varies; may be repeated."),
    ] = None,
    setting: SettingOption = None,
    figure: Annotated[
        str, typer.Option(metavar="NAME", help="The quality that is set against time.")
    ] = "retrieval.ndcg@10",
    limit: LimitOption = None,
    index: IndexOption = None,
    workers: WorkersOption = 1,
    json_file: JsonOption = None,
    report: ReportOption = None,
) -> None:
    """Measure every combination of settings, and plot quality against time."""
    from eval.commands.sweep import run_sweep
    from eval.runner import Options

    options = Options(index, limit, workers)
    run_sweep(questions, vary or [], setting or [], options, figure, json_file, report)


@app.command()
def robust(
    questions: QuestionsArgument,
    noise: Annotated[
        str, typer.Option(metavar="SHARE,SHARE", help="Shares of the irrelevant documents.")
    ] = "0,0.5,1",
    setting: SettingOption = None,
    limit: LimitOption = None,
    workers: WorkersOption = 1,
    seed: SeedOption = 0,
    json_file: JsonOption = None,
) -> None:
    """Measure what noise and poisoned documents in the corpus cost."""
    from eval.commands.robust import run_robust
    from eval.runner import Options

    options = Options(limit=limit, workers=workers, seed=seed)
    run_robust(questions, noise, options, setting or [], json_file)
