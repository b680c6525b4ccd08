"""`python -m eval.quality`: every set, Dateline beside its peers, targets met or not."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from index.errors import DatelineError


def main(
    datasets: Annotated[Path | None, typer.Option(help="Folder of the sets.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Questions a set at most.")] = None,
    fresh: Annotated[bool, typer.Option(help="Ask again what is known already.")] = False,
    peers: Annotated[bool, typer.Option(help="Measure LangChain and txtai too.")] = True,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures here.")
    ] = None,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Write the tables here.")
    ] = None,
    setting: Annotated[
        list[str] | None, typer.Option("--setting", metavar="NAME=VALUE", help="Set one thing.")
    ] = None,
) -> None:
    """Measure Dateline beside its peers on every set, and say which targets are met."""
    from rich.console import Console

    from eval.quality.plan import datasets_folder
    from eval.quality.show import Bars, published, table
    from eval.quality.tables import sheets
    from eval.quality.targets import targets
    from eval.quality.work import Bench, carry_out
    from eval.setup import setup

    with Bars() as bars:
        bench = Bench(
            datasets_folder(datasets), setup(setting or []), limit, fresh, peers, bars.stage
        )
        findings = carry_out(bench)
    found = targets(findings)
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    tables = sheets(findings, found)
    for sheet in tables:
        console.print(table(sheet))
    for line in (*findings.violations[:10], *findings.errors[:10]):
        console.print(line)
    shown = [f"--limit {limit}"] if limit else []
    shown += [f"--setting {one}" for one in setting or []]
    judged = [asdict(one) for one in found]
    published(tables, findings, judged, json_file, markdown_file, shown)


if __name__ == "__main__":
    try:
        typer.run(main)
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        sys.exit(1)
