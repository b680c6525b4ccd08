"""The commands of the page: `chat`, `account` and `feedback`."""

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
        str | None,
        typer.Option(
            metavar="USER:PASSWORD",
            envvar="DATELINE_AUTH",
            help="Let in only who knows these; others of this machine can see what is typed here, "
            "not what the variable or a file holds.",
        ),
    ] = None,
    auth_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="DATELINE_AUTH_FILE",
            help="Let in the accounts of a file; `dateline account set` writes it.",
        ),
    ] = None,
    no_auth: Annotated[
        bool, typer.Option("--no-auth", help="Let in everyone who reaches the address.")
    ] = False,
    public_url: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            envvar="DATELINE_PUBLIC_URL",
            help="Address under which a proxy shows the page; may be given more than once.",
        ),
    ] = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Serve the endpoints over MCP too.")] = False,
    llm: Annotated[
        str | None, typer.Option(metavar="PROVIDER:MODEL", help="Model that phrases answers.")
    ] = None,
    allow_llm: Annotated[
        list[str] | None,
        typer.Option(metavar="PROVIDER:MODEL", help="Model that a reader may choose instead."),
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
    from ui.guard.accounts import Account, Accounts, read
    from ui.server import Door, check, serve

    if auth is not None and not all(auth.partition(":")[::2]):
        raise typer.BadParameter("this is not USER:PASSWORD", param_hint="--auth")
    if auth and auth_file:
        raise typer.BadParameter("give --auth or --auth-file, not both", param_hint="--auth-file")
    accounts = read(auth_file) if auth_file else None
    if auth:
        user, _, password = auth.partition(":")
        accounts = Accounts([Account.make(user, password)])
    door = Door(host, port, accounts, no_auth, tuple(public_url or ()))
    check(door, mcp=mcp)
    backend = Backend(folder, llm, tuple(allow_llm or ()))
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"Dateline on http://{shown}:{port} (index {backend.folder}; stop with Ctrl+C)")
    with watching(folder, watch or (), typer.echo):
        serve(backend, door, mcp=mcp, browser=open_browser)


account_app = typer.Typer(
    help="Who may come in to the page: a file of names, roles and hashed passwords.",
    no_args_is_help=True,
    add_completion=False,
)
Accounts_ = Annotated[
    Path,
    typer.Option("--file", envvar="DATELINE_AUTH_FILE", help="File of accounts."),
]
FILE = Path("dateline.accounts")


@account_app.command("set")
def account_set(
    name: Annotated[str, typer.Argument(help="Name to log in with.")],
    role: Annotated[str, typer.Option(help="read, or edit: add and remove articles too.")] = "read",
    file: Accounts_ = FILE,
) -> None:
    """Add an account or give it a new password, which is asked for (or read from a pipe)."""
    import sys

    from ui.guard.accounts import ROLES, Account, write

    if role not in ROLES:
        raise typer.BadParameter(f"{role!r} is not {' or '.join(ROLES)}", param_hint="--role")
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    write(file, Account.make(name, password, "edit" if role == "edit" else "read"))
    typer.echo(f"{name} may {role}: {file}")


@account_app.command("remove")
def account_remove(
    name: Annotated[str, typer.Argument(help="Name of the account.")], file: Accounts_ = FILE
) -> None:
    """Take an account away; a running server knows it until it is started anew."""
    from ui.guard.accounts import AccountError, read, write

    if read(file).named(name) is None:
        raise AccountError(f"{file} has no account {name!r}")
    write(file, None, without=name)
    typer.echo(f"{name} is no longer in {file}")


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
