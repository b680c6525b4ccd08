"""Tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from eval.report.names import rows, written


def figure_table(document: Mapping[str, Any]) -> Table:
    """Return the figures of a run, one a row, with their intervals."""
    run = document["run"]
    table = Table(
        title=f"{document['set']}: {run['questions']} questions, {run['passages']} passages",
        title_justify="left",
    )
    for heading, side in (("", "left"), ("figure", "right"), ("95 %", "right"), ("", "left")):
        table.add_column(heading, justify="right" if side == "right" else "left")
    group = ""
    for name, value, ends, meaning in rows(document):
        if group and name.partition(".")[0] != group:
            table.add_section()
        group = name.partition(".")[0]
        span = f"{written(name, ends[0])} to {written(name, ends[1])}" if ends else ""
        table.add_row(name, written(name, value), span, meaning)
    return table


def loss_table(document: Mapping[str, Any]) -> Table:
    """Return what became of the questions."""
    table = Table(title="What became of the questions", title_justify="left")
    table.add_column("")
    table.add_column("questions", justify="right")
    for name, count in sorted(document["losses"].items(), key=lambda one: -one[1]):
        table.add_row(name, str(count))
    return table
