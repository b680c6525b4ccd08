"""Commands that fill, show and mend an archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import IndexCorruptError, RefusedError
from index.filters import Filters

if TYPE_CHECKING:
    from index.commit.writer import Progress
    from index.store.records import Summary

Folder = Annotated[
    Path, typer.Option("--index", envvar="DATELINE_INDEX", help="Folder of the index.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
HERE = Path(".dateline")


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
    with Index.open(folder) as archive, _progress(quiet=as_json) as progress:
        summary = ingest(archive, sources, prune=prune, settings=settings, progress=progress)
        state = {
            "index": str(folder),
            "generation": archive.generation,
            "articles": len(archive),
            "passages": archive.passage_count,
        }
    if as_json:
        _print_json({**asdict(summary), **state})
    else:
        _print_summary(summary)
        typer.echo(f"{state['articles']} articles, {state['passages']} passages in {folder}")
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
    """List the articles of the index, newest first."""
    from index.archive import Index

    filters = Filters(
        _day(since), _day(until), tuple(source or ()), tuple(language or ()), tuple(author or ())
    )
    with Index.open(folder, must_exist=True) as archive:
        found = archive.articles(filters)
    if as_json:
        _print_json([asdict(each) for each in found])
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("id", "date", "source", "title", box=None)
    for each in found:
        table.add_row(each.id, str(each.date or "unknown"), each.source or "", each.title)
    Console().print(table)
    typer.echo(f"{len(found)} articles")


def show(
    article_id: Annotated[str, typer.Argument(help="Id, as `dateline list` shows it.")],
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Show a stored article; citations point into its text."""
    from index.archive import Index

    with Index.open(folder, must_exist=True) as archive:
        article = archive.article(article_id)
        also = archive.also(article_id)
        versions = archive.versions(article_id)
    if as_json:
        extra = {"also": also, "versions": [asdict(each) for each in versions]}
        _print_json({**asdict(article), **extra})
        return
    head = [article.title, article.source, article.date, article.author, article.url]
    typer.echo("\n".join(str(each) for each in head if each))
    if also:
        typer.echo(f"same story: {', '.join(also)}")
    if len(versions) > 1:
        typer.echo(f"version {len(versions)}, recorded {versions[-1].recorded:%Y-%m-%d %H:%M} UTC")
    typer.echo(f"\n{article.text}")


def remove(
    article_ids: Annotated[list[str], typer.Argument(metavar="ARTICLE_ID…")],
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Remove articles from the index; files are left alone."""
    from index.archive import Index
    from index.errors import ArticleNotFoundError

    with Index.open(folder, must_exist=True) as archive:
        missing = [each for each in article_ids if each not in archive]
        if missing:
            raise ArticleNotFoundError(
                f"no article has the id {missing[0]!r}; `dateline list` shows those there are, "
                "nothing was removed"
            )
        count = archive.remove(article_ids)
        left = len(archive)
    if as_json:
        _print_json({"removed": count, "articles": left})
    else:
        typer.echo(f"{count} removed, {left} articles left")


def compact(folder: Folder = HERE) -> None:
    """Give back the disk space of removed articles."""
    from index.archive import Index

    with Index.open(folder, must_exist=True) as archive:
        before = _size(folder)
        archive.compact()
    typer.echo(f"{before / 2**20:.1f} MiB before, {_size(folder) / 2**20:.1f} MiB now")


def doctor(
    folder: Folder = HERE,
    repair: Annotated[
        bool, typer.Option("--repair", help="Build again what can be, from what is stored.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check the index: checksums, counts, texts and the places that passages point to."""
    from index.maintain.doctor import doctor as examine

    report = examine(folder)
    if repair and report.problems:
        from index.maintain.repair import repair as mend

        with _progress(quiet=as_json) as progress:
            report = mend(folder, progress=progress)
    if as_json:
        _print_json({**asdict(report), "healthy": report.healthy})
    else:
        for line in report.repaired:
            typer.echo(f"repaired: {line}")
        for line in report.problems:
            typer.echo(f"problem: {line}")
        counts = ", ".join(f"{count} {name}" for name, count in report.checked.items())
        typer.echo(f"generation {report.generation}: {counts or 'nothing'} checked")
    if not report.healthy:
        hint = "" if repair else "; `dateline doctor --repair` mends what can be"
        raise IndexCorruptError(f"{len(report.problems)} problems in {folder}{hint}")


def export(
    file: Annotated[Path, typer.Argument(help="File to write, or - for standard output.")],
    folder: Folder = HERE,
) -> None:
    """Write all articles with their metadata as JSON Lines; `.gz` compresses."""
    from index.archive import Index
    from index.maintain.export import dump, save

    with Index.open(folder, must_exist=True) as archive:
        if str(file) == "-":
            dump(archive.whole_articles(), sys.stdout)
            return
        count = save(archive.whole_articles(), file)
    typer.echo(f"{count} articles in {file}")


def import_archive(
    file: Annotated[
        Path, typer.Argument(help="What `dateline export` wrote, or - for standard input.")
    ],
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Add the articles of an exported archive to the index."""
    from index.archive import Index
    from index.maintain.export import parse

    with Index.open(folder) as archive, _progress(quiet=as_json) as progress:
        summary = archive.add(parse(file), progress=progress)
    if as_json:
        _print_json(asdict(summary))
    else:
        _print_summary(summary)
    if not summary.taken:
        raise RefusedError(f"nothing of {file} could be taken in; give a file of `dateline export`")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2025-12-31") from None


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_iso))


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


_NOTICES = 20


def _print_summary(summary: Summary) -> None:
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
def _progress(*, quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
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
