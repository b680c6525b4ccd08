"""What every command says of itself with `--help`, in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WIDTH = 100


def command_line() -> str:
    """Return the help of the program and of each of its commands."""
    from typer.main import get_command

    import dateline

    found: list[str] = []
    for path, text in _helps(get_command(dateline.app), "dateline", None):
        found.append(f"### {path}\n\n```text\n{text.strip()}\n```\n")
    return "\n".join(found)


def _helps(command: Any, name: str, parent: Any) -> Iterator[tuple[str, str]]:
    command.rich_markup_mode = None
    context = command.context_class(
        command,
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        **command.context_settings,
    )
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield context.command_path, help_text
    for each in getattr(command, "list_commands", lambda context: ())(context):
        yield from _helps(command.get_command(context, each), each, context)
