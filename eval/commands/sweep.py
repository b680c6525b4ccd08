"""`dateline eval sweep FOLDER --vary NAME=VALUE,VALUE`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from eval.commands.run import bars, write_json
from eval.errors import RunError, SettingError
from eval.loaders import load
from eval.report import plots
from eval.report.style import CSS
from eval.runner import Options
from eval.sweep import Trial, combinations, trials, with_best

SHOWN = (
    "retrieval.ndcg@10",
    "retrieval.all_evidence@10",
    "answers.contains",
    "citations.precision",
    "abstention.auroc",
)


def run_sweep(
    path: Path,
    varied: Sequence[str],
    fixed: Sequence[str],
    options: Options,
    figure: str,
    json_file: Path | None,
    report: Path | None,
) -> None:
    """Print one row a combination of settings, and draw quality against time.

    Raises:
        SettingError: nothing varies, or a setting is unknown.
    """
    chosen = combinations(varied)
    if not varied or not chosen:
        raise SettingError("say what varies, such as --vary fusion=fitted,rrf")
    dataset = load(path)
    found: list[Trial] = []
    status = Console(stderr=True)
    for number, one in enumerate(chosen, start=1):
        status.print(f"{number} of {len(chosen)}: {' '.join(one)}", markup=False)
        with bars(dataset, options.limit) as progress:
            found += trials(dataset, fixed, [one], options, progress)
    marked = with_best(found, figure)
    console = Console()
    console.print(_table(dataset.name, marked, figure))
    if json_file is not None:
        write_json(json_file, [asdict(one) for one in marked])
    if report is not None:
        console.print(f"Report: {_page(dataset.name, marked, figure, report)}")


def _names(found: Sequence[Trial], figure: str) -> list[str]:
    wanted = dict.fromkeys([figure, *SHOWN])
    return [name for name in wanted if any(name in one.figures for one in found)]


def _rows(found: Sequence[Trial], names: Sequence[str]) -> list[list[str]]:
    return [
        [
            str(number),
            " ".join(one.settings),
            *(f"{one.figures[name]:.3f}" if name in one.figures else "" for name in names),
            f"{one.query_p50_ms:.1f}",
            f"{one.index_mb:.1f}",
            "best of its speed" if one.best else "",
        ]
        for number, one in enumerate(found, start=1)
    ]


def _table(name: str, found: Sequence[Trial], figure: str) -> Table:
    names = _names(found, figure)
    table = Table(title=name, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", justify="right")
    table.add_column("settings")
    for heading in (*(one.partition(".")[2] for one in names), "ms an answer", "MB"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for row in _rows(found, names):
        table.add_row(*row)
    return table


def _page(name: str, found: Sequence[Trial], figure: str, folder: Path) -> Path:
    names = _names(found, figure)
    points = [
        (" ".join(one.settings), one.query_p50_ms, one.figures.get(figure, 0.0)) for one in found
    ]
    drawing = plots.scatter("Quality against time", points, ("ms an answer, median", figure))
    head = "".join(
        f"<th>{escape(one)}</th>" for one in ("", "settings", *names, "ms an answer", "MB", "")
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in _rows(found, names)
    )
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Settings on {escape(name)}</title><style>{CSS}</style></head><body>"
        f"<h1>Settings on {escape(name)}</h1><figure>{drawing}</figure>"
        f'<div class="scroll"><table><tr>{head}</tr>{body}</table></div></body></html>\n'
    )
    file = folder / "sweep.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise RunError(f"{folder}: cannot be written ({error.strerror})") from None
    return file
