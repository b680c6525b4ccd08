"""`dateline collection` and `dateline note`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from index.cli import HERE, Folder, Json, print_json

if TYPE_CHECKING:
    from index.archive import Index
    from rag.notes.store import Desk


collection_app = typer.Typer(
    help="Articles under a name.", no_args_is_help=True, add_completion=False
)
note_app = typer.Typer(
    help="Stars and remarks on passages.", no_args_is_help=True, add_completion=False
)


@collection_app.command("add")
def collect(
    name: Annotated[str, typer.Argument(help="Name of the collection.")],
    article_ids: Annotated[list[str], typer.Argument(metavar="ARTICLE_ID…", help="Articles.")],
    folder: Folder = HERE,
) -> None:
    """Add articles to a collection; it is made where there is none."""
    with opened(folder) as (_, desk):
        made = desk.collect(name, article_ids)
    typer.echo(f"{len(made.articles)} articles in {name}")


@collection_app.command("remove")
def drop(
    name: Annotated[str, typer.Argument(help="Name of the collection.")],
    article_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE_ID]…", help="Else the whole.")
    ] = None,
    folder: Folder = HERE,
) -> None:
    """Take articles out of a collection, or delete it; the archive keeps them."""
    with opened(folder) as (archive, desk):
        desk.drop(name, [archive.whole_id(each) for each in article_ids or ()])
    typer.echo("removed")


@collection_app.command("list")
def list_collections(folder: Folder = HERE, as_json: Json = False) -> None:
    """List the collections with their articles."""
    with opened(folder) as (archive, desk):
        found = desk.collections()
        known = archive.articles_of([name for each in found for name in each.articles])
    if as_json:
        print_json([each.model_dump() for each in found])
        return
    for each in found:
        typer.echo(each.name)
        for name in each.articles:
            title = known[name].title if name in known else "(no longer in the archive)"
            typer.echo(f"  {name}\t{title}")


@note_app.command("add")
def note(
    article_id: Annotated[str, typer.Argument(help="The article.")],
    text: Annotated[str, typer.Argument(help="The remark, in quotes.")] = "",
    quote: Annotated[str, typer.Option(help="The words it is on; else the first line.")] = "",
    star: Annotated[bool, typer.Option("--star", help="Star the passage.")] = False,
    collection: Annotated[str, typer.Option(help="Collection that it belongs to.")] = "",
    folder: Folder = HERE,
) -> None:
    """Note something on a passage; the note stays with it when the article changes."""
    with opened(folder) as (_, desk):
        made = desk.note_words(article_id, quote, text, star=star, collection=collection)
    typer.echo(f"note {made.number}")


@note_app.command("list")
def list_notes(
    collection: Annotated[str, typer.Option(help="Only those of this collection.")] = "",
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """List the notes with the words they are on, as they stand now."""
    with opened(folder) as (_, desk):
        found = desk.notes(collection)
    if as_json:
        rows = [
            {
                **each.note.model_dump(mode="json"),
                "state": each.anchor.state,
                "now": {"start": each.anchor.start, "end": each.anchor.end, "quote": each.quote},
            }
            for each in found
        ]
        print_json(rows)
        return
    for each in found:
        state = "" if each.anchor.state == "same" else f" ({each.anchor.state})"
        star = "★ " if each.note.star else ""
        typer.echo(f"{each.note.number}  {star}“{' '.join(each.quote.split())}”{state}")
        typer.echo(f"   {each.note.article_id}  {each.note.text}")


@note_app.command("remove")
def forget(
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER…", help="Notes to delete.")],
    folder: Folder = HERE,
) -> None:
    """Delete notes."""
    with opened(folder) as (_, desk):
        for number in numbers:
            desk.forget(number)
    typer.echo(f"{len(numbers)} removed")


@contextmanager
def opened(folder: str) -> Iterator[tuple[Index, Desk]]:
    """Open an archive and what its reader keeps."""
    from index.archive import Index
    from rag.notes.store import Desk

    with Index.open(folder, must_exist=True) as archive:
        yield archive, Desk(archive)
