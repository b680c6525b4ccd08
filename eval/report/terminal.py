"""Tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from eval.report.names import rows, written

WIDE = 96
"""Columns from which a terminal shows what a figure means."""


def figure_table(document: Mapping[str, Any], width: int = 100) -> Table:
    """Return the figures of a run, one a row, with their intervals.

    Args:
        document: of the run.
        width: of the terminal; what a figure means is left out of a narrow one.
    """
    run = document["run"]
    table = Table(
        title=f"{document['set']}: {run['questions']} questions, {run['passages']} passages",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column("", no_wrap=True)
    table.add_column("figure", justify="right", no_wrap=True)
    table.add_column("95 %", no_wrap=True)
    if width >= WIDE:
        table.add_column("", no_wrap=True)
    group = ""
    for name, value, ends, meaning in rows(document):
        if group and name.partition(".")[0] != group:
            table.add_section()
        group = name.partition(".")[0]
        span = f"{written(name, ends[0])} to {written(name, ends[1])}" if ends else ""
        cells = [name, written(name, value), span]
        table.add_row(*cells, *([meaning] if width >= WIDE else []))
    return table


def loss_table(document: Mapping[str, Any]) -> Table:
    """Return what became of the questions."""
    table = Table(title="What became of the questions", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    table.add_column("questions", justify="right")
    for name, count in sorted(document["losses"].items(), key=lambda one: -one[1]):
        table.add_row(name, str(count))
    return table
