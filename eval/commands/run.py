"""`dateline eval FOLDER`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from eval.entail import BUILT_IN, load_judge
from eval.errors import RunError
from eval.loaders import load
from eval.measure import measure
from eval.ranking import write_trec
from eval.report.terminal import figure_table, loss_table
from eval.runner import Options, Progress, Run
from eval.runner import run as carry_out
from eval.sets import Dataset
from eval.setup import Setup, setup


def run_set(
    path: Path,
    options: Options,
    settings: Sequence[str],
    json_file: Path | None,
    run_file: Path | None,
    report: Path | None,
    judged_by: str = BUILT_IN,
) -> None:
    """Load a set, ask its questions, print the figures and write the files asked for."""
    refuse_places(json_file, run_file)
    load_judge(judged_by)
    done = run_with_bars(load(path), setup(settings), options)
    document = measure(done, judged_by)
    if run_file is not None:
        write_trec(run_file, [(name, one.ranking) for name, one in done.results.items()])
    publish(document, json_file, report)


def publish(document: dict[str, Any], json_file: Path | None, report: Path | None) -> None:
    """Print a document's tables and write its files."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    console.print(figure_table(document, console.width))
    console.print(loss_table(document))
    for name in ("violations", "errors"):
        if document[name]:
            console.print(f"{len(document[name])} {name}; the first: {document[name][0]}")
    if json_file is not None:
        write_json(json_file, document)
    if report is not None:
        from eval.report.write import write_report

        console.print(f"Report: {write_report([document], report)}")


def refuse_places(*files: Path | None) -> None:
    """Refuse files that could not be written, before anything is asked.

    Raises:
        RunError: a file's folder is absent, or it is a folder itself.
    """
    for file in files:
        if file is None:
            continue
        if file.is_dir():
            raise RunError(f"{file}: is a folder; name a file to write")
        if not file.parent.is_dir():
            raise RunError(f"{file}: there is no folder {file.parent}; make it first")


def write_json(file: Path, document: Any) -> None:
    """Write one JSON document.

    Raises:
        RunError: the file cannot be written.
    """
    try:
        file.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise RunError(f"{file}: cannot be written ({error.strerror})") from None


def run_with_bars(dataset: Dataset, chosen: Setup, options: Options) -> Run:
    """Carry out a run with progress bars on standard error."""
    with bars(dataset, options.limit) as progress:
        return carry_out(dataset, chosen, options, progress)


@contextmanager
def bars(dataset: Dataset, limit: int | None) -> Iterator[Progress]:
    """Show bars for indexing and asking while the block runs."""
    with Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as shown:
        articles = shown.add_task("indexing passages", total=None, visible=False)
        questions = shown.add_task("asking", total=len(dataset.head(limit).questions))

        def indexed(count: int) -> None:
            shown.update(articles, advance=count, visible=True)

        def asked(count: int) -> None:
            shown.update(articles, visible=False)
            shown.update(questions, advance=count)

        yield Progress(indexed, asked)
