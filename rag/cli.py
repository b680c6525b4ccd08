"""`dateline ask` and `dateline replay`."""

from __future__ import annotations

from pathlib import Path

import typer


def ask(
    question: str = typer.Argument(..., help="The question, in quotes."),
    index: Path | None = typer.Option(None, "--index", help="Index folder."),
    json_output: bool = typer.Option(False, "--json", help="Print the answer as JSON."),
    since: str | None = typer.Option(None, "--since", help="First day, YYYY-MM-DD."),
    until: str | None = typer.Option(None, "--until", help="Last day, YYYY-MM-DD."),
    source: list[str] = typer.Option([], "--source", help="Outlet; may be given again."),
    top_k: int | None = typer.Option(None, "--top-k", min=1, max=200, help="Passages to read."),
    llm: str | None = typer.Option(None, "--llm", help="Chat model, as PROVIDER:MODEL."),
    now: str | None = typer.Option(None, "--now", help="The day to take as today."),
) -> None:
    """Answer a question, with the source of every sentence."""
    from rag.api import ask as answer_question

    answer = answer_question(
        question,
        index=index,
        since=since,
        until=until,
        sources=source,
        top_k=top_k,
        llm=llm,
        now=now,
    )
    if json_output:
        typer.echo(answer.model_dump_json(indent=2))
        return
    from rag.terminal import show

    show(answer)


def replay(
    receipt: Path = typer.Argument(..., help="Receipt of an answer (JSON)."),
    index: Path | None = typer.Option(None, "--index", help="Index folder."),
    json_output: bool = typer.Option(False, "--json", help="Print the report as JSON."),
) -> None:
    """Say whether the archive still supports an answer that was kept."""
    from index.archive import Index
    from rag.api import index_folder
    from rag.receipt import read
    from rag.receipt import replay as hold

    answer = read(receipt)
    with Index.open(index_folder(index), must_exist=True) as archive:
        report = hold(answer, archive)
    if json_output:
        typer.echo(report.model_dump_json(indent=2))
        return
    for line in report.lines():
        typer.echo(line)
