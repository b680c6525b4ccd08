"""`dateline brief`."""

from __future__ import annotations

import typer


def brief(
    topic: str = typer.Argument(..., help="What the story is about, in quotes."),
    index: str | None = typer.Option(
        None, "--index", help="Folder of the index, or milvus://HOST:PORT/COLLECTION."
    ),
    json_output: bool = typer.Option(False, "--json", help="Print the brief as JSON."),
    since: str | None = typer.Option(None, "--since", help="First day, YYYY-MM-DD."),
    until: str | None = typer.Option(None, "--until", help="Last day, YYYY-MM-DD."),
    source: list[str] = typer.Option([], "--source", help="Outlet; may be given again."),
    lines: int = typer.Option(12, "--lines", min=1, max=50, help="Lines at the most."),
) -> None:
    """Tell the story so far of a topic in dated lines, each with its source."""
    from rag.briefing.api import brief as tell

    told = tell(topic, index=index, since=since, until=until, sources=source, lines=lines)
    if json_output:
        typer.echo(told.model_dump_json(indent=2))
        return
    from rag.briefing.terminal import show_brief

    show_brief(told)
