"""`dateline watch`."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path, typer.Option("--index", envvar="DATELINE_INDEX", help="Folder of the index.")
]
HERE = Path(".dateline")


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
