"""`python -m eval.bench [speed|start|growth|find|page]…`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import DatelineError

PARTS = ("speed", "start", "growth", "find", "page")


def bench(
    parts: Annotated[
        list[str] | None, typer.Argument(help="What to measure: speed, start, growth, find, page.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=10, help="Articles at most, for speed and start.")
    ] = None,
    dataset: Annotated[
        str, typer.Option(help="Set in the BEIR layout that speed and start use.")
    ] = "time-1963-a",
    text: Annotated[
        str, typer.Option(help="Set that growth takes text and questions from.")
    ] = "nq-open-oracle-a",
    most: Annotated[int, typer.Option(min=1000, help="Largest size of growth.")] = 1_000_000,
    real: Annotated[int, typer.Option(min=100, help="Passages growth really encodes.")] = 2_600,
    repeat: Annotated[int, typer.Option(min=1, help="Rounds of speed and of start.")] = 3,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("eval/results"),
) -> None:
    """Measure speed, start, growth, the search of words, the page; write eval/results."""
    from eval.bench import find, growth, page, speed, start

    command = "python -m eval.bench " + shlex.join(sys.argv[1:])
    chosen = parts or list(PARTS)
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(PARTS)}")
    for part in chosen:
        if part == "speed":
            made = speed.run(out, dataset, limit, repeat, command)
        elif part == "start":
            made = start.run(out, dataset, limit or 100, repeat, command)
        elif part == "find":
            made = find.run(out, command)
        elif part == "page":
            made = page.run(out, command)
        else:
            sizes = [size for size in growth.SIZES if size <= most]
            made = growth.run(out, text, sizes, real, command)
        typer.echo(made.read_text("utf-8"))


if __name__ == "__main__":
    try:
        typer.run(bench)
    except DatelineError as error:
        typer.echo(f"bench: {error}", err=True)
        sys.exit(1)
