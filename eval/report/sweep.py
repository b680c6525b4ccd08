"""A sweep for readers: a table on the terminal, one HTML file with quality against time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from eval.errors import RunError
from eval.report import plots
from eval.report.style import CSS
from eval.sweep import Trial

SHOWN = (
    "retrieval.ndcg@10",
    "retrieval.all_evidence@10",
    "answers.contains",
    "citations.precision",
    "abstention.auroc",
)
"""Figures of the table, beside the one that is set against time."""

BEST = "Best of its speed: no other combination is both better and quicker."


def sweep_table(name: str, found: Sequence[Trial], figure: str) -> Table:
    """Return the trials, one a row."""
    table = Table(title=name, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", justify="right")
    table.add_column("settings")
    names = _names(found, figure)
    for heading in (*(one.partition(".")[2] for one in names), "ms", "MB"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for number, one in enumerate(found, start=1):
        cells = [f"{one.figures[key]:.3f}" if key in one.figures else "" for key in names]
        times = [f"{one.query_p50_ms:.1f}", f"{one.index_mb:.1f}"]
        table.add_row(
            str(number), " ".join(one.settings), *cells, *times, "best" if one.best else ""
        )
    table.caption = f"ms: median wall time of an answer. {BEST}"
    table.caption_justify = "left"
    return table


def write_sweep(name: str, found: Sequence[Trial], figure: str, folder: Path) -> Path:
    """Write sweep.html and return it.

    Raises:
        RunError: the folder cannot be written to.
    """
    file = folder / "sweep.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(sweep_page(name, found, figure), encoding="utf-8")
    except OSError as error:
        raise RunError(f"{folder}: cannot be written ({error.strerror})") from None
    return file


def sweep_page(name: str, found: Sequence[Trial], figure: str) -> str:
    """Return the HTML page of a sweep: the plot, then every trial with its intervals."""
    points = [
        (" ".join(one.settings), one.query_p50_ms, one.figures.get(figure, 0.0)) for one in found
    ]
    best = {number for number, one in enumerate(found, start=1) if one.best}
    labels = ("ms an answer, median", figure)
    drawing = plots.scatter("Quality against time", points, labels, best)
    names = _names(found, figure)
    heads = "".join(
        f'<th class="number">{escape(one.replace("_", " ").partition(".")[2] or one)}</th>'
        for one in (*names, "ms", "MB")
    )
    rows = "".join(_row(number, one, names) for number, one in enumerate(found, start=1))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Settings on {escape(name)}</title><style>{CSS}</style></head><body>"
        f'<h1>Settings on {escape(name)}</h1><p class="quiet">{BEST} Such points are joined.</p>'
        f"<figure>{drawing}</figure>"
        f'<div class="scroll"><table><tr><th></th><th>settings</th>{heads}</tr>{rows}</table>'
        "</div></body></html>\n"
    )


def _names(found: Sequence[Trial], figure: str) -> list[str]:
    wanted = dict.fromkeys([figure, *SHOWN])
    return [name for name in wanted if any(name in one.figures for one in found)]


def _row(number: int, one: Trial, names: Sequence[str]) -> str:
    cells = "".join(f'<td class="number">{_cell(one, name)}</td>' for name in names)
    settings = "<br>".join(escape(each) for each in one.settings)
    kind = ' class="best"' if one.best else ""
    return (
        f"<tr{kind}><td>{number}</td><td>{settings}</td>{cells}"
        f'<td class="number">{one.query_p50_ms:.1f}</td>'
        f'<td class="number">{one.index_mb:.1f}</td></tr>'
    )


def _cell(one: Trial, name: str) -> str:
    if name not in one.figures:
        return ""
    ends = one.intervals.get(name)
    span = f'<br><span class="quiet">{ends[0]:.2f} to {ends[1]:.2f}</span>' if ends else ""
    return f"{one.figures[name]:.3f}{span}"
