"""Commands that fill and show an archive; those that mend it are in `index.maintain.cli`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import ArticleNotFoundError, RefusedError
from index.filters import Filters

if TYPE_CHECKING:
    from index.archive import Index
    from index.commit.placing import Progress
    from index.store.records import ArticleInfo, Summary

Folder = Annotated[
    str,
    typer.Option(
        "--index",
        envvar="DATELINE_INDEX",
        help="Folder of the index, or milvus://HOST:PORT/COLLECTION.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
HERE = ".dateline"
NAMED = {"person": "people", "place": "places", "organisation": "organisations"}
AFTER_COMMIT: list[Callable[[Index], Iterable[str]]] = []
"""What is called after a commit and has lines to say; this package knows nothing of questions."""


def index(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|URL…", help="Files, folders, pages or feeds.")
    ],
    folder: Folder = HERE,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles whose file has gone.")
    ] = False,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=FIELD",
            help="Field of JSON or CSV that holds our text, title, date …, as text=body.html; "
            "repeatable.",
        ),
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Read and embed on a Ray cluster, by the HOST:PORT of its head; local starts one.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Add articles to the index, or bring it up to date with them."""
    from index.archive import Index
    from index.ingest import ingest
    from index.load.settings import with_fields

    try:
        settings = with_fields(field) if field else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--field") from None
    with ExitStack() as stack:
        progress = stack.enter_context(progress_bar(quiet=as_json))
        reading = None
        if ray is None:
            archive = stack.enter_context(Index.open(folder))
        else:
            from index.cluster.run import joined

            archive, reading = stack.enter_context(joined(ray, folder, settings))
        summary = ingest(
            archive,
            sources,
            prune=prune,
            settings=settings,
            progress=progress,
            reading=reading.opened if reading else None,
        )
        told = [line for look in AFTER_COMMIT for line in look(archive)] if summary.changed else []
        state = {
            "index": folder,
            "generation": archive.generation,
            "articles": len(archive),
            "passages": archive.passage_count,
        }
    if reading:
        state["read"] = reading.checked(summary)
    if as_json:
        print_json({**asdict(summary), **state})
    else:
        print_summary(summary)
        if reading:
            typer.echo(reading.line(summary))
        typer.echo(f"{state['articles']} articles, {state['passages']} passages in {folder}")
    for line in told:
        typer.echo(line, err=True)
    if not summary.taken and not summary.removed:
        raise RefusedError(
            "nothing could be taken in"
            + (f" ({summary.refused[0]})" if summary.refused else "; no file was found there")
        )


def list_articles(
    folder: Folder = HERE,
    since: Annotated[str | None, typer.Option(help="First day, as 2025-12-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this outlet; repeatable.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Only this language, as en; repeatable.")
    ] = None,
    author: Annotated[list[str] | None, typer.Option(help="Only this byline; repeatable.")] = None,
    as_json: Json = False,
) -> None:
    """List the articles of the index, newest first; into a pipe, a line each with tabs between."""
    from index.archive import Index

    filters = Filters(
        day_option(since),
        day_option(until),
        tuple(source or ()),
        tuple(language or ()),
        tuple(author or ()),
    )
    with Index.open(folder, must_exist=True) as archive:
        found = archive.articles(filters)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    _print_articles(found)
    typer.echo(f"{len(found)} articles", err=True)


def show(
    article_id: Annotated[
        str, typer.Argument(help="Id, as `dateline list` shows it, or its first 4 or more letters.")
    ],
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Show a stored article and whom it names; citations point into its text."""
    from index.archive import Index

    with Index.open(folder, must_exist=True) as archive:
        article = archive.article(archive.whole_id(article_id))
        also = archive.also(article.id)
        versions = archive.versions(article.id)
        named = archive.article_names(article.id)
    if as_json:
        extra = {
            "also": also,
            "versions": [asdict(each) for each in versions],
            "names": [asdict(each) for each in named],
        }
        print_json({**asdict(article), **extra})
        return
    head = [article.title, article.source, article.date, article.author, article.url]
    typer.echo("\n".join(str(each) for each in head if each))
    if also:
        typer.echo(f"same story: {', '.join(also)}")
    if len(versions) > 1:
        typer.echo(f"version {len(versions)}, recorded {versions[-1].recorded:%Y-%m-%d %H:%M} UTC")
    for kind, title in NAMED.items():
        if own := [each.name for each in named if each.kind == kind]:
            typer.echo(f"{title}: {', '.join(own)}")
    typer.echo(f"\n{article.text}")


def remove(
    article_ids: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE_ID…", help="Ids, or their first 4 or more letters."),
    ],
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Remove articles from the index; files are left alone."""
    from index.archive import Index

    with Index.open(folder, must_exist=True) as archive:
        try:
            ids = [archive.whole_id(each) for each in article_ids]
        except ArticleNotFoundError as error:
            raise ArticleNotFoundError(f"{error}, nothing was removed") from None
        count = archive.remove(ids)
        left = len(archive)
    if as_json:
        print_json({"removed": count, "articles": left})
    else:
        typer.echo(f"{count} removed, {left} articles left")


_ROOM = 50
"""Columns of a terminal that day, outlet and title need beside the id."""


def _print_articles(found: list[ArticleInfo]) -> None:
    """Print a line or row for each article; its id is never cut."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    rows = [(each.id, str(each.date or "unknown"), each.source or "", each.title) for each in found]
    console = Console()
    widest = max((cell_len(row[0]) for row in rows), default=0)
    if not console.is_terminal or widest + _ROOM > console.width:
        for name, *others in rows:
            typer.echo("\t".join([name, *(" ".join(other.split()) for other in others)]))
        return
    table = Table(box=None)
    table.add_column("id", no_wrap=True, min_width=widest)
    table.add_column("date", no_wrap=True, min_width=10)
    table.add_column("source", overflow="fold", max_width=24)
    table.add_column("title", overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)


def day_option(text: str | None) -> date | None:
    """Return the day that an option says.

    Raises:
        BadParameter: it says none.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2025-12-31") from None


def print_json(value: Any) -> None:
    """Print one JSON document."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_iso))


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


_NOTICES = 20


def print_summary(summary: Summary) -> None:
    """Print what became of each article, and why some were refused."""
    for name in ("added", "updated", "unchanged", "duplicates", "removed"):
        typer.echo(f"{name:<11}{getattr(summary, name):>8}")
    if summary.undated:
        typer.echo(f"{'undated':<11}{summary.undated:>8}  no date is known of them")
    for notice in summary.notices[:_NOTICES]:
        typer.echo(f"  {notice}")
    if len(summary.notices) > _NOTICES:
        typer.echo(f"  … and {len(summary.notices) - _NOTICES} more notices")
    typer.echo(f"{'refused':<11}{len(summary.refused):>8}")
    for refusal in summary.refused:
        typer.echo(f"  {refusal}")


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Show on a terminal how far a write is; give None where there is nothing to show it on."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")

        def report(step: Progress) -> None:
            bar.update(
                task,
                description=f"{step.articles} articles read, {step.passages} passages embedded",
            )

        yield report
