"""`dateline ask` and `dateline replay`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer


def ask(
    question: str | None = typer.Argument(None, help="The question, in quotes."),
    index: str | None = typer.Option(
        None, "--index", help="Folder of the index, or milvus://HOST:PORT/COLLECTION."
    ),
    json_output: bool = typer.Option(False, "--json", help="Print the answer as JSON."),
    from_file: Path | None = typer.Option(
        None, "--from", help="File of questions: CSV, XLSX, JSONL, or TXT with one a line."
    ),
    to_file: Path | None = typer.Option(
        None, "--to", help="File for their answers, a row each: XLSX, CSV or JSONL."
    ),
    since: str | None = typer.Option(None, "--since", help="First day, YYYY-MM-DD."),
    until: str | None = typer.Option(None, "--until", help="Last day, YYYY-MM-DD."),
    source: list[str] = typer.Option([], "--source", help="Outlet; may be given again."),
    within: str | None = typer.Option(
        None, "--within", help="Only articles that this search finds, as `dateline search` does."
    ),
    collection: str | None = typer.Option(
        None, "--collection", help="Only the articles of this collection."
    ),
    top_k: int | None = typer.Option(None, "--top-k", min=1, max=200, help="Passages to read."),
    llm: str | None = typer.Option(None, "--llm", help="Chat model, as PROVIDER:MODEL."),
    now: str | None = typer.Option(
        None, "--now", help='The day to take as today; "archive" for the newest article\'s.'
    ),
) -> None:
    """Answer a question, or a file of them, with the source of every sentence."""
    options: dict[str, Any] = {
        "since": since,
        "until": until,
        "sources": source,
        "articles": _scope(within, collection, index),
        "top_k": top_k,
        "llm": llm,
        "now": now,
    }
    if from_file is not None or to_file is not None:
        if from_file is None or to_file is None or question is not None:
            raise typer.BadParameter("a batch is --from FILE --to FILE, without a question")
        _ask_file(from_file, to_file, index, options, json_output=json_output)
        return
    if question is None:
        raise typer.BadParameter("give a question, or --from FILE --to FILE")
    from rag.answer.ahead import open_ahead

    open_ahead()
    from rag.api import ask as answer_question

    answer = answer_question(question, index=index, **options)
    if json_output:
        typer.echo(answer.model_dump_json(indent=2))
        return
    from rag.terminal import show

    show(answer)


def _scope(within: str | None, collection: str | None, index: str | None) -> list[str]:
    """Return the ids of the only articles that may be cited; none for all.

    Raises:
        QuestionError: nothing is found, or nothing of it is in the collection.
        NoteError: there is no such collection, or nothing of it is left.
    """
    found = _found(within, index) if within is not None else []
    if collection is None:
        return found
    from index.archive import Index
    from rag.errors import QuestionError
    from rag.notes.store import Desk
    from rag.request import index_folder

    with Index.open(index_folder(index), must_exist=True) as archive:
        held = Desk(archive).articles(collection)
    both = [each for each in held if within is None or each in set(found)]
    if not both:
        raise QuestionError(f"no article of {collection!r} fits the search {within!r}")
    return both


def _found(query: str, index: str | None) -> list[str]:
    """Return the ids of the articles that a search finds.

    Raises:
        QuestionError: it finds none.
    """
    from index.archive import Index
    from rag.errors import QuestionError
    from rag.request import index_folder

    with Index.open(index_folder(index), must_exist=True) as archive:
        found = archive.find_ids(query)
    if not found:
        raise QuestionError(f"no article fits the search {query!r}; ask without --within")
    return found


def _ask_file(
    source: Path, target: Path, index: str | None, options: dict[str, Any], *, json_output: bool
) -> None:
    """Answer a file of questions, with a bar on a terminal."""
    from rag.batch import ask_file

    with counted("answering") as progress:
        report = ask_file(source, target, index=index, progress=progress, **options)
    if json_output:
        typer.echo(json.dumps(asdict(report), indent=2))
        return
    if report.outdated:
        typer.echo("archive or options changed since the run that was stopped; asked all again")
    if report.resumed:
        typer.echo(f"{report.resumed} were answered before the last run was stopped")
    typer.echo(f"{report.answered} answered, {report.refused} not, in {target}")


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show on a terminal how many are done; give None where there is nothing to show it on."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def replay(
    receipt: Path = typer.Argument(..., help="Receipt of an answer (JSON)."),
    index: str | None = typer.Option(
        None, "--index", help="Folder of the index, or milvus://HOST:PORT/COLLECTION."
    ),
    json_output: bool = typer.Option(False, "--json", help="Print the report as JSON."),
) -> None:
    """Say whether the archive still supports an answer that was kept."""
    from index.archive import Index
    from rag.receipt import read
    from rag.receipt import replay as hold
    from rag.request import index_folder

    answer = read(receipt)
    with Index.open(index_folder(index), must_exist=True) as archive:
        report = hold(answer, archive)
    if json_output:
        typer.echo(report.model_dump_json(indent=2))
        return
    for line in report.lines():
        typer.echo(line)
