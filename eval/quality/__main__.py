"""`python -m eval.quality`: every set, with one setting, an earlier system's figures beside."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import DatelineError

RESULTS = Path("eval/results")


def main(
    datasets: Annotated[
        Path | None, typer.Option(help="Folder of the sets; $DATELINE_DATASETS.")
    ] = None,
    newsroom: Annotated[
        Path | None, typer.Option(help="Folder of reporters' questions; that beside the sets.")
    ] = None,
    train: Annotated[
        Path | None, typer.Option(help="Folder of the training sets; that beside the sets.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Questions a set at most.")] = None,
    fresh: Annotated[bool, typer.Option(help="Ask again what is known already.")] = False,
    peers: Annotated[bool, typer.Option(help="Measure LangChain and txtai too.")] = False,
    earlier: Annotated[
        Path, typer.Option(metavar="FILE", help="Figures to stand beside, as this command writes.")
    ] = RESULTS / "earlier.json",
    out: Annotated[Path, typer.Option(help="Folder for quality.md and .json.")] = RESULTS,
    setting: Annotated[
        list[str] | None, typer.Option("--setting", metavar="NAME=VALUE", help="Set one thing.")
    ] = None,
) -> None:
    """Measure answers, retrieval, support and speed on every set; write tables and JSON."""
    from eval.bench.results import save
    from eval.console import console
    from eval.environment import datasets_folder
    from eval.quality.measure import Bench, measure_all
    from eval.quality.show import NOTES, read_earlier, rows_beside
    from eval.report.table import Table

    before = read_earlier(earlier)
    folder = datasets_folder(datasets)
    bench = Bench(
        folder,
        newsroom or folder.parent / "newsroom",
        train or folder.parent / "train",
        setting or [],
        limit,
        fresh,
        peers,
    )
    found = rows_beside(measure_all(bench), before)
    for title, rows in found.items():
        columns = list(rows[0])
        table = Table(title, columns, [[str(row[name]) for name in columns] for row in rows])
        console().print(table.rich())
    command = shlex.join(["python", "-m", "eval.quality", *sys.argv[1:]])
    file = save(out / "quality.md", "What Dateline's answers are worth", command, found, NOTES)
    typer.echo(f"Written: {file} and {file.with_suffix('.json')}")


if __name__ == "__main__":
    try:
        typer.run(main)
    except DatelineError as error:
        typer.echo(f"quality: {error}", err=True)
        sys.exit(1)
