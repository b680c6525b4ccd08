"""`dateline saved`: questions that are asked again when the archive has something new."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from index.cli import HERE, Folder, Json, day_option, print_json

if TYPE_CHECKING:
    from index.archive import Index
    from rag.saved.store import Store


app = typer.Typer(
    help="Questions and searches that are run again over what is new.",
    no_args_is_help=True,
    add_completion=False,
)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Name to speak of it by.")],
    text: Annotated[
        str, typer.Argument(help="The question, or the words to search for, in quotes.")
    ] = "",
    search: Annotated[
        bool, typer.Option("--search", help="List new articles as `dateline search` does.")
    ] = False,
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this outlet; repeatable.")] = None,
    hook: Annotated[
        str, typer.Option(help="Command that gets each alert as JSON, or address to post it to.")
    ] = "",
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Save a question; a new answer, a newer figure, a correction or a contradiction is told."""
    from rag.saved.run import save
    from rag.saved.store import Saved

    if not text and not (search and (source or since or until)):
        raise typer.BadParameter("give a question, or --search with words or limits")
    with ExitStack() as stack:
        archive, store = _opened(folder, stack)
        saved = save(
            archive,
            store,
            Saved(
                name=name,
                text=text,
                kind="search" if search else "question",
                since=day_option(since),
                until=day_option(until),
                sources=source or [],
                hook=hook,
            ),
        )
    if as_json:
        typer.echo(saved.model_dump_json(indent=2, exclude={"vector"}))
        return
    typer.echo(f"saved {name}: {saved.told.short or saved.told.answer or 'nothing to tell yet'}")


@app.command("list")
def list_saved(folder: Folder = HERE, as_json: Json = False) -> None:
    """List what is saved, with its last answer."""
    from rag.saved.store import Store

    found = Store(folder).all()
    if as_json:
        print_json([each.model_dump(mode="json", exclude={"vector"}) for each in found])
        return
    for each in found:
        last = each.told.short or each.told.answer or ("search" if each.kind == "search" else "–")
        typer.echo(f"{each.name}\t{each.text or 'all articles'}\t{last}")


@app.command("run")
def run(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]…", help="Those to run; else all.")
    ] = None,
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Run them over what came since they were run last, and say what is new."""
    from rag.saved.after import announce
    from rag.saved.run import run_saved

    with ExitStack() as stack:
        archive, store = _opened(folder, stack)
        done = run_saved(archive, store, names or ())
        problems = announce(store, archive.folder, done)
    if as_json:
        print_json(
            {
                "looked": done.looked,
                "asked": done.asked,
                "new_articles": done.new,
                "alerts": [each.model_dump(mode="json") for each in done.alerts],
                "problems": problems,
            }
        )
        return
    for alert in done.alerts:
        typer.echo(alert.line())
    for problem in problems:
        typer.echo(problem, err=True)
    typer.echo(f"{done.new} new articles, {done.asked} of {done.looked} asked again", err=True)


@app.command("remove")
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Those to forget.")],
    folder: Folder = HERE,
) -> None:
    """Forget saved questions; what they told stays."""
    from rag.saved.store import Store

    store = Store(folder)
    for name in names:
        store.named(name)
    for name in names:
        store.remove(name)
    typer.echo(f"{len(names)} removed, {len(store.all())} left")


@app.command("alerts")
def alerts(
    folder: Folder = HERE,
    as_json: Json = False,
    feed: Annotated[bool, typer.Option("--atom", help="Print them as an Atom feed.")] = False,
) -> None:
    """Show what saved questions told, the newest first."""
    from rag.saved.atom import atom
    from rag.saved.store import Store

    found = Store(folder).alerts()
    if feed:
        typer.echo(atom(found), nl=False)
    elif as_json:
        print_json([each.model_dump(mode="json") for each in found])
    else:
        for alert in found:
            typer.echo(f"{alert.at:%Y-%m-%d %H:%M}\t{alert.line()}")


def _opened(folder: str, stack: ExitStack) -> tuple[Index, Store]:
    from index.archive import Index
    from rag.saved.store import Store

    store = Store(folder)
    return stack.enter_context(Index.open(folder, must_exist=True)), store
