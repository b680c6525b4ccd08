"""`dateline watch`, `clip`, `scan`, `said` and `samples`."""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import asdict
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from index.cli import HERE, Folder, day_option


def watch(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|URL…", help="Folders, files, feeds or pages.")
    ],
    folder: Folder = HERE,
    every: Annotated[
        float, typer.Option(min=1, help="Minutes from one look at a feed to the next.")
    ] = 15,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles whose file is deleted.")
    ] = False,
) -> None:
    """Keep the index up to date with folders and feeds until it is stopped (Ctrl+C)."""
    from index.archive import Index
    from index.watch import Pace
    from rag.desk.watching import watcher

    def say(line: str) -> None:
        typer.echo(f"{datetime.now():%Y-%m-%d %H:%M:%S}  {' '.join(line.split())}")

    with Index.open(folder) as archive:
        made = watcher(archive, sources, say, pace=Pace(every=every * 60), prune=prune)
        say(f"watching {', '.join(sources)} (index {folder}; stop with Ctrl+C)")
        made.run(threading.Event())


def scan(
    article_id: Annotated[str, typer.Argument(help="Id of an article that was read from a scan.")],
    quote: Annotated[str, typer.Option(help="Words of it; else its first line.")] = "",
    output: Annotated[Path, typer.Option("--output", "-o", help="Picture (PNG) to write.")] = Path(
        "quote.png"
    ),
    folder: Folder = HERE,
) -> None:
    """Cut the words of a quotation out of the scan that they were read from."""
    from index.archive import Index
    from index.errors import DatelineError
    from rag.desk.cutout import cutout

    with Index.open(folder, must_exist=True) as archive:
        article = archive.article(archive.whole_id(article_id))
        start = article.text.find(quote) if quote else 0
        if start < 0:
            raise DatelineError(f"the article {article.id} does not say {quote!r}")
        data = cutout(archive, article.id, start, start + max(1, len(quote)))
    output.write_bytes(data)
    typer.echo(f"{output}")


def said(
    speaker: Annotated[str, typer.Argument(help="Who: a name or a part of it, or a body.")],
    about: Annotated[str, typer.Option(help="Words that the quotation is about.")] = "",
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this outlet; repeatable.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Quotations at most.")] = 50,
    folder: Folder = HERE,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """List who said what: quotations with speaker, verb, day and outlet."""
    from index.archive import Index
    from index.filters import Filters
    from rag.said import said as find

    filters = Filters(day_option(since), day_option(until), tuple(source or ()))
    with Index.open(folder, must_exist=True) as archive:
        found = find(archive, speaker, about=about, filters=filters, limit=limit)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2, default=str))
        return
    for each in found:
        where = f"{each.date or 'undated'}  {each.source or 'unknown outlet'}"
        typer.echo(f"{where}\n  {each.speaker} {each.verb}: “{each.words}”\n  {each.article_id}")
    typer.echo(f"{len(found)} quotations", err=True)


def samples(folder: Folder = HERE) -> None:
    """Make an archive of forty invented articles, to try Dateline with."""
    from index.archive import Index
    from index.errors import DatelineError
    from index.ingest import ingest

    with Index.open(folder) as archive:
        if len(archive):
            raise DatelineError(f"{folder} holds {len(archive)} articles; name another --index")
        with as_file(files("index") / "samples") as place:
            ingest(archive, [place])
        typer.echo(f"{len(archive)} articles in {folder}")
    typer.echo('try `dateline ask "why was the Kestrel Bridge closed"`, or `dateline chat`')


def begin(usage: str) -> None:
    """Show how Dateline is used; where there is no archive yet, offer one of the samples.

    Args:
        usage: the program's own help.
    """
    from index.archive import in_engine
    from index.folder.manifest import Layout

    typer.echo(usage)
    folder = os.environ.get("DATELINE_INDEX") or HERE
    if in_engine(folder) or Layout(Path(folder)).exists():
        return
    typer.echo(
        f"\nThere is no archive in {folder} yet. `dateline samples` makes one of forty invented "
        "articles, `dateline index PATH` one of yours."
    )
    if sys.stdin.isatty() and sys.stdout.isatty() and typer.confirm("Make one of the samples?"):
        samples(folder)


def clip(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7861,
    folder: Folder = HERE,
) -> None:
    """Take in the pages that a bookmark in the browser sends, until it is stopped (Ctrl+C)."""
    from index.archive import Index
    from rag.desk.clip import Clipper, bookmarklet

    with (
        Index.open(folder, must_exist=True) as archive,
        Clipper(archive, port, typer.echo) as server,
    ):
        typer.echo("make a bookmark with this as its address, and press it on a page:\n")
        typer.echo(bookmarklet(port, server.token))
        typer.echo(f"\nlistening on this machine, port {port} (index {folder}; stop with Ctrl+C)")
        server.serve_forever()
