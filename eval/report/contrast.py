"""Two runs side by side: on the terminal and as a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from eval.compare import Change, Comparison, Difference, compare_sets
from eval.console import console, refuse_places, write_json
from eval.document import read_documents
from eval.options import JsonFile, Report, Seed
from eval.report import plots
from eval.report.figures import MAIN, MEANINGS
from eval.report.page import Case, Cases, Plot, Section, write
from eval.report.run import told
from eval.report.table import Table

NOTE = (
    "p is by paired permutation, corrected over all figures and sets (Holm); the effect is the"
    " mean difference over its standard deviation; “worse” and * mark p of at most 0.05"
)
LISTED = 10
"""Questions won, and lost, that the terminal lists."""


def compare_command(
    before: Annotated[Path, typer.Argument(metavar="A.json")],
    after: Annotated[Path, typer.Argument(metavar="B.json")],
    json_file: JsonFile = None,
    every: Annotated[bool, typer.Option("--all", help="List every changed question.")] = False,
    seed: Seed = 0,
    report: Report = None,
) -> None:
    """Say which figures differ between two runs, and which questions were won and lost."""
    refuse_places(json_file)
    found = compare_sets(read_documents(before), read_documents(after), seed=seed)
    show(found, every=every)
    if json_file is not None:
        write_json(json_file, {name: one.to_json() for name, one in found.items()})
    if report is not None:
        console().print(f"Report: {write_contrast(before.name, after.name, found, report)}")


def show(found: Mapping[str, Comparison], *, every: bool = False) -> None:
    """Print which figures differ between two runs and which questions were won and lost.

    Args:
        found: what changed, by set.
        every: whether to list every question.
    """
    shown = console()
    for name, one in found.items():
        shown.print(difference_table(name, one).rich())
        for word, ones in (("won", one.won), ("lost", one.lost)):
            for change in ones if every else ones[:LISTED]:
                lines = [f"{word}  {change.after.question}"]
                for label, record in (("before", change.before), ("after", change.after)):
                    lines.append(f"      {label}: ({record.loss}) {record.answer}")
                shown.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
            if not every and len(ones) > LISTED:
                shown.print(f"… {len(ones) - LISTED} more {word}; --all lists them")
        shown.print(_counted(one))


def _counted(found: Comparison) -> str:
    return (
        f"{len(found.won)} questions won, {len(found.lost)} lost; {len(found.altered)} of"
        f" {found.questions} answered or ranked otherwise"
    )


def difference_table(name: str, found: Comparison) -> Table:
    """Return every figure that both runs have, before and after."""
    order = {figure: place for place, figure in enumerate(MEANINGS)}
    ones = sorted(found.differences, key=lambda one: order.get(one.figure, len(order)))
    columns = ("", "before", "after", "change", "p", "effect", "won", "lost")
    title = f"{name}: {found.questions} questions in both"
    return Table(title, columns, [_row(one) for one in ones], note=NOTE)


def _row(one: Difference) -> list[str]:
    row = [one.figure, f"{one.before:.3f}", f"{one.after:.3f}", f"{one.after - one.before:+.3f}"]
    row.append(f"{one.corrected:.3f} {one.mark}".rstrip())
    if one.effect is None:
        return [*row, "", "", ""]
    return [*row, f"{one.effect:+.2f}", str(one.wins), str(one.losses)]


def write_contrast(before: str, after: str, found: Mapping[str, Comparison], folder: Path) -> Path:
    """Write compare.html and compare.md; return the HTML file.

    Args:
        before: name of the first run, for the heading.
        after: of the second.
        found: what changed, by set.
        folder: made when absent.

    Raises:
        RunError: the folder cannot be written to.
    """
    return write(folder, "compare", f"Compared: {before} and {after}", sections(found))


def sections(found: Mapping[str, Comparison]) -> list[Section]:
    """Return a report's sections, one a set: what moved, every figure, every changed question."""
    return [
        (
            name,
            [
                _counted(one),
                Plot("From before to after", partial(plots.changes, _moved(one))),
                difference_table(name, one),
                _cases("Won", one.won),
                _cases("Lost", one.lost),
            ],
        )
        for name, one in found.items()
    ]


def _moved(found: Comparison) -> list[tuple[str, float, float, str]]:
    ones = (one for one in found.differences if one.figure in MAIN)
    return [(one.figure, one.before, one.after, one.mark) for one in ones]


def _cases(word: str, ones: Sequence[Change]) -> Cases:
    found = [
        Case(one.after.question, [("before", one.before.answer), *told(one.after)]) for one in ones
    ]
    return Cases(f"{word}: {len(ones)}", found)
