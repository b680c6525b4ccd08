"""What the commands share: the console, bars of progress, files that are written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.errors import RunError
from eval.runner import Options, Progress, Run, run
from eval.sets import Dataset
from eval.setup import Setup

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """Return the console for results, 120 columns wide where it is no terminal."""
    from rich.console import Console

    made = Console()
    return made if made.is_terminal else Console(width=120)


def say(line: str) -> None:
    """Tell on standard error what is being done."""
    from rich.console import Console

    Console(stderr=True).print(line, markup=False, highlight=False)


@contextmanager
def bars(*tasks: tuple[str, int | None]) -> Iterator[list[Callable[[int], None]]]:
    """Show a bar for each (name, steps) on standard error; yield what moves them."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    shown = Bars(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)

    def mover(name: str, steps: int | None) -> Callable[[int], None]:
        task = shown.add_task(name, total=steps)
        return lambda count: shown.update(task, advance=count)

    with shown:
        yield [mover(name, steps) for name, steps in tasks]


def run_shown(dataset: Dataset, setup: Setup, options: Options) -> Run:
    """Carry out a run with bars of progress."""
    asked = len(dataset.head(options.limit).questions)
    with bars((f"{dataset.name}: passages", None), (f"{dataset.name}: questions", asked)) as moved:
        return run(dataset, setup, options, Progress(*moved))


@contextmanager
def model(llm: str | None) -> Iterator[str | None]:
    """Yield a chat model's name; for "small", SmolLM2 is served here while the block runs."""
    if llm != "small":
        if llm is not None:
            from rag.llm.load import load_model

            load_model(llm)  # answers fall back on the archive's words, a measurement must not
        yield llm
        return
    from rag.llm.small import SPEC, serve

    with serve() as url:
        os.environ.update(OPENAI_BASE_URL=url, OPENAI_API_KEY="none")
        yield SPEC


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
