"""Commands that check, mend, shrink and move an archive."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from index.cli import HERE, Folder, Json, print_json, print_summary, progress_bar
from index.errors import IndexCorruptError, RefusedError


def compact(folder: Folder = HERE) -> None:
    """Give back the disk space of removed articles."""
    from index.archive import Index, in_engine
    from index.folder.disk import size

    with Index.open(folder, must_exist=True) as archive:
        if in_engine(folder):
            archive.compact()
            typer.echo("removed articles are out; Milvus gives the space back as it compacts")
            return
        before = size(Path(folder))
        held = archive.compact()
    line = f"{_bytes(before)} before, {_bytes(size(Path(folder)))} now"
    if held:
        line += (
            f"; {_bytes(held)} of that is still read by another process (a chat, say): "
            "the first write after it has ended removes it"
        )
    typer.echo(line)


def doctor(
    folder: Folder = HERE,
    repair: Annotated[
        bool, typer.Option("--repair", help="Build again what can be, from what is stored.")
    ] = False,
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.zip",
            help="Also write what helps another to find a fault: versions, sizes, counts, "
            "problems; no word of what is stored.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the index: checksums, counts, texts and the places that passages point to."""
    from index.archive import in_engine
    from index.maintain.doctor import doctor as examine

    report = examine(folder)
    if repair and (report.problems or in_engine(folder)):
        from index.maintain.repair import repair as mend

        with progress_bar(quiet=as_json) as progress:
            report = mend(folder, progress=progress)
    if bundle is not None:
        from index.maintain.bundle import bundle as write

        names = write(report, bundle)
        typer.echo(f"{bundle}: {', '.join(names)}", err=as_json)
    if as_json:
        print_json({**asdict(report), "healthy": report.healthy})
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

    with Index.open(folder) as archive, progress_bar(quiet=as_json) as progress:
        summary = archive.add(parse(file), progress=progress)
    if as_json:
        print_json(asdict(summary))
    else:
        print_summary(summary)
    if not summary.taken:
        raise RefusedError(f"nothing of {file} could be taken in; give a file of `dateline export`")


def _bytes(size: int) -> str:
    return f"{size / 2**20:.1f} MiB" if size >= 2**20 else f"{size / 2**10:.0f} KiB"
