"""`dateline dossier`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.cli import HERE, Folder
from rag.notes.cli import opened


def dossier(
    output: Annotated[Path, typer.Argument(help="File to write: .docx, .pdf or .md.")],
    question: Annotated[
        list[str] | None, typer.Option("--ask", help="Question to answer in it; repeatable.")
    ] = None,
    answer: Annotated[
        list[Path] | None,
        typer.Option(help="Answer that was kept (JSON of `dateline ask --json`); repeatable."),
    ] = None,
    collection: Annotated[
        str, typer.Option(help="Only its notes, and answers from its articles.")
    ] = "",
    title: Annotated[str, typer.Option(help="Title; else that of the collection.")] = "",
    folder: Folder = HERE,
) -> None:
    """Write answers, quotations and notes as one document with a bibliography."""
    from rag.api import ask
    from rag.batch.write import replace_file
    from rag.dossier.model import made
    from rag.dossier.write import writer_for
    from rag.errors import NoteError
    from rag.receipt import read

    write = writer_for(output)
    with opened(folder) as (archive, desk):
        answers = [read(each) for each in answer or ()]
        scope = desk.articles(collection) if collection and question else []
        answers += [ask(each, index=archive, articles=scope) for each in question or ()]
        notes = desk.notes(collection)
        if not answers and not notes:
            raise NoteError("there is nothing for a dossier: note something, or --ask a question")
        document = made(archive, title or collection or "Dossier", answers, notes)
    replace_file(output, write(document))
    works = len(document.works)
    typer.echo(f"{len(answers)} answers, {len(notes)} notes, {works} sources in {output}")
