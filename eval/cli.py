"""`dateline eval`: figures, comparisons, gates, peers, sweeps."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "run": "eval.runs",
    "compare": "eval.report.contrast",
    "gate": "eval.gate",
    "drill": "eval.drill",
    "replay": "eval.runs",
    "report": "eval.report.run",
    "peers": "eval.peers.race",
    "sweep": "eval.sweep",
    "robust": "eval.robust",
    "newsroom": "eval.newsroom",
}
"""The module of each command; the command NAME is its function `NAME_command`."""


class Commands(TyperGroup):
    """Commands that are loaded when they are called for; a set of questions is one to `run`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Send what names no command to `run`."""
        if args and args[0] not in COMMANDS and args[0] not in ("--help", "-h"):
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        alone = typer.Typer(add_completion=False)
        function = f"{cmd_name}_command"
        alone.command(cmd_name)(getattr(import_module(COMMANDS[cmd_name]), function))
        return typer.main.get_command(alone)


app = typer.Typer(cls=Commands, no_args_is_help=True)


@app.callback()
def measured() -> None:
    """Measure answers: `dateline eval FOLDER`, or one of the commands below."""
