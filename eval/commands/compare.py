"""`dateline eval compare A.json B.json`."""

from __future__ import annotations

from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from eval.commands.run import write_json
from eval.compare import Comparison, as_json, compare_sets, marked
from eval.document import read_documents


def compare_files(
    before: Path,
    after: Path,
    json_file: Path | None,
    every: bool,
    seed: int,
    report: Path | None = None,
) -> None:
    """Print which figures differ between two runs and which questions were won and lost."""
    found = compare_sets(read_documents(before), read_documents(after), seed=seed)
    console = Console(width=None if Console().is_terminal else 120)
    for name, one in found.items():
        console.print(_figures(name, one))
        _print_changes(console, one, every)
    if json_file is not None:
        write_json(json_file, {name: as_json(one) for name, one in found.items()})
    if report is not None:
        from eval.report.contrast import write_contrast

        console.print(f"Report: {write_contrast(before.name, after.name, found, report)}")


def _figures(name: str, found: Comparison) -> Table:
    table = Table(
        title=f"{name}: {found.questions} questions in both",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column("", no_wrap=True)
    for heading in ("before", "after", "change", "p", "effect", "won", "lost"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found.differences:
        mark = marked(one)
        effect = "" if one.effect is None else f"{one.effect:+.2f}"
        table.add_row(
            one.figure,
            f"{one.before:.3f}",
            f"{one.after:.3f}",
            f"{one.after - one.before:+.3f}",
            f"{one.corrected:.3f} {mark}".rstrip(),
            effect,
            str(one.wins) if one.effect is not None else "",
            str(one.losses) if one.effect is not None else "",
        )
    table.caption = "p is corrected for the number of figures and sets (Holm)"
    table.caption_justify = "left"
    return table


def _print_changes(console: Console, found: Comparison, every: bool) -> None:
    won = [one for one in found.changes if one.won]
    lost = [one for one in found.changes if not one.won]
    console.print(
        f"{len(won)} questions won, {len(lost)} lost; {len(found.altered)} of {found.questions}"
        " answered or ranked otherwise"
    )
    for word, ones in (("won", won), ("lost", lost)):
        for one in ones if every else ones[:10]:
            console.print(f"[bold]{word}[/bold]  ", end="")
            console.print(one.after.question, markup=False, highlight=False)
            for label, record in (("before", one.before), ("after", one.after)):
                told = f"      {label}: ({record.loss}) {record.answer}"
                console.print(told, markup=False, highlight=False, soft_wrap=True)
        if not every and len(ones) > 10:
            console.print(f"… {len(ones) - 10} more {word}; --all lists them")
