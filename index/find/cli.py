"""`dateline search`: the articles' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from index.cli import HERE, Folder, Json, day_option, print_json
from index.filters import Filters

if TYPE_CHECKING:
    from rich.text import Text

    from index.find.match import Found, Match

_ORDERS = ("best", "newest", "oldest")
_MOST = 100_000


def search(
    query: Annotated[
        str,
        typer.Argument(
            help='Words, "phrases", beginnings*, AND, OR, NOT, brackets, and fields: outlet:, '
            "title:, author:, language:, name:, since:, until:, date:."
        ),
    ],
    folder: Folder = HERE,
    since: Annotated[str | None, typer.Option(help="First day, as 2025-12-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this outlet; repeatable.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Only this language, as en; repeatable.")
    ] = None,
    author: Annotated[list[str] | None, typer.Option(help="Only this byline; repeatable.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=_MOST, help="Articles to show at most.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Articles to pass over.")] = 0,
    order: Annotated[str, typer.Option(help="best, newest or oldest first.")] = "best",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")] = False,
    as_json: Json = False,
) -> None:
    """Search the articles' text and titles; show how many fit, and the words in their places."""
    if order not in _ORDERS:
        raise typer.BadParameter(f"{order!r} is none of {', '.join(_ORDERS)}", param_hint="--order")
    if as_csv and as_json:
        raise typer.BadParameter("give --csv or --json, not both")
    from index.archive import Index

    filters = Filters(
        day_option(since),
        day_option(until),
        tuple(source or ()),
        tuple(language or ()),
        tuple(author or ()),
    )
    with Index.open(folder, must_exist=True) as archive:
        found = archive.find(
            query,
            filters,
            order="best" if order == "best" else "date",
            descending=order != "oldest",
            offset=offset,
            limit=limit,
        )
    from index.find import table

    if as_json:
        print_json(table.as_json(found))
    elif as_csv:
        typer.echo(table.as_csv(found), nl=False)
    else:
        _print(found)


def _print(found: Found) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for match in found.matches:
        each = match.article
        day = each.date.isoformat() if each.date else "undated"
        console.print(f"[dim]{day}[/dim]", _escaped(each.source or ""), f"[dim]{each.id}[/dim]")
        console.print(_marked(each.title, 0, match.title_marks, "bold"))
        console.print(_snippets(match))
        console.print()
    shown = len(found.matches)
    articles = "article" if found.total == 1 else "articles"
    of_them = "" if shown == found.total else f", {found.offset + 1} to {found.offset + shown} here"
    typer.echo(f"{found.total:,} {articles}{of_them if shown else ''}", err=True)


def _snippets(match: Match) -> Text:
    from rich.text import Text

    parts = [
        _marked(words, snippet.start, snippet.marks, "")
        for snippet, words in zip(match.snippets, match.texts, strict=True)
    ]
    return Text("  ") + Text(" … ").join(parts)


def _marked(words: str, start: int, marks: tuple[tuple[int, int], ...], style: str) -> Text:
    from rich.text import Text

    text = Text(words.replace("\n", " "), style=style)
    for begin, end in marks:
        text.stylize("bold yellow", begin - start, end - start)
    return text


def _escaped(words: str) -> str:
    from rich.markup import escape

    return escape(words)
