"""Bars while the benchmark runs, tables and files when it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from eval.code import installed_version
from eval.commands.run import write_json
from eval.errors import RunError
from eval.quality.tables import Sheet, markdown
from eval.quality.work import Findings


class Bars:
    """One bar a piece of work, on standard error."""

    def __init__(self) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )

    def __enter__(self) -> Bars:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def stage(self, name: str, steps: int) -> Callable[[int], None]:
        """Begin a bar; return what moves it."""
        task = self._bars.add_task(name, total=steps)
        return lambda count: self._bars.update(task, advance=count)


def table(sheet: Sheet) -> Table:
    """Return a table for the terminal."""
    shown = Table(title=sheet.title, title_justify="left", box=SIMPLE_HEAD)
    for number, name in enumerate(sheet.columns):
        shown.add_column(name, justify="right" if number and sheet.columns[0] else "left")
    for row in sheet.rows:
        shown.add_row(*row)
    return shown


def published(
    tables: Sequence[Sheet],
    findings: Findings,
    found: Sequence[dict[str, Any]],
    json_file: Path | None,
    markdown_file: Path | None,
    arguments: Sequence[str],
) -> None:
    """Write the files that were asked for.

    Raises:
        RunError: a file cannot be written.
    """
    if json_file is not None:
        document = {
            "version": installed_version(),
            "asked": findings.asked,
            "targets": list(found),
            "tables": [
                {"title": one.title, "columns": one.columns, "rows": one.rows} for one in tables
            ],
            "violations": findings.violations,
            "errors": findings.errors,
        }
        write_json(json_file, document)
    if markdown_file is not None:
        text = "\n".join(
            [
                f"# Dateline {installed_version()} beside its peers",
                "",
                f"Made by `{' '.join(('python -m eval.quality', *arguments))}`.",
                "",
                *(markdown(one) for one in tables),
            ]
        )
        try:
            markdown_file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise RunError(f"{markdown_file}: cannot be written ({error.strerror})") from None
