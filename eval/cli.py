"""`dateline eval`: figures, comparisons, gates, peers, sweeps, drafts."""

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
    help="Measure answers: dateline eval FOLDER, or one of the commands below.",
    no_args_is_help=True,
)

SettingOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--setting", metavar="NAME=VALUE", help="Set one thing; may be repeated."),
]
IndexOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="The index to build or ask.", envvar=None),
]


@app.command()
def run(
    questions: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A set of questions: a folder or a file.")
    ],
    limit: Annotated[int | None, typer.Option(min=1, help="Ask at most so many.")] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures here.")
    ] = None,
    run_file: Annotated[
        Path | None, typer.Option("--run", metavar="FILE", help="Write a TREC run file.")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a report: HTML, Markdown and JSON."),
    ] = None,
    index: IndexOption = None,
    workers: Annotated[int, typer.Option(min=1, help="Questions asked at a time.")] = 1,
    seed: Annotated[int, typer.Option(help="Of every resampling.")] = 0,
    setting: SettingOption = None,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the run is stored, line by line.")
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on with a run that was cut short.")] = True,
) -> None:
    """Ask every question of a set and print the figures."""
    from eval.commands.run import run_set
    from eval.runner import Options

    options = Options(index, limit, workers, seed, log, resume)
    run_set(questions, options, setting or [], json_file, run_file, report)
