"""The commands of the page: `chat` and `feedback`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    str,
    typer.Option(
        "--index",
        envvar="DATELINE_INDEX",
        help="Folder of the index, or milvus://HOST:PORT/COLLECTION.",
    ),
]
HERE = ".dateline"

feedback_app = typer.Typer(
    help="What readers said of answers.", no_args_is_help=True, add_completion=False
)


@feedback_app.callback()
def _feedback() -> None:
    """What readers said of answers."""


def chat(
    folder: Folder = HERE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
    auth: Annotated[
        str | None, typer.Option(metavar="USER:PASSWORD", help="Let in only who knows these.")
    ] = None,
    no_auth: Annotated[
        bool, typer.Option("--no-auth", help="Let in everyone who reaches the address.")
    ] = False,
    mcp: Annotated[bool, typer.Option("--mcp", help="Serve the endpoints over MCP too.")] = False,
    llm: Annotated[
        str | None, typer.Option(metavar="PROVIDER:MODEL", help="Model that phrases answers.")
    ] = None,
    watch: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH|URL", help="Keep it up to date with this; repeatable."),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Open the chat page over an archive."""
    from rag.desk.background import watching
    from ui.backend import Backend
    from ui.server import Door, check, serve

    if auth is not None and not all(auth.partition(":")[::2]):
        raise typer.BadParameter(f"{auth!r} is not USER:PASSWORD", param_hint="--auth")
    user, _, password = (auth or "").partition(":")
    door = Door(host, port, (user, password) if auth else None, no_auth)
    check(door, mcp=mcp)
    backend = Backend(folder, llm)
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"Dateline on http://{shown}:{port} (index {backend.folder}; stop with Ctrl+C)")
    with watching(folder, watch or (), typer.echo):
        serve(backend, door, mcp=mcp, browser=open_browser)


@feedback_app.command("export")
def export(
    folder: Folder = HERE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; else standard output.")
    ] = None,
) -> None:
    """Print what readers said of answers as evaluation cases, one JSON object a line."""
    from ui import feedback

    text = feedback.export(folder)
    if output is None:
        typer.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8")
    typer.echo(f"{len(text.splitlines())} cases in {output}")
