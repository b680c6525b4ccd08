"""An answer on a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from rag.answer.citations import marked
from rag.answer.model import Answer, Citation, Near


def show(answer: Answer, console: Console | None = None) -> None:
    """Write an answer and its sources for a person to read.

    Args:
        answer: what to show.
        console: where to; None for standard output.
    """
    out = console or Console(highlight=False)
    if answer.standalone_question != answer.question:
        out.print(f"[dim]understood as: {escape(answer.standalone_question)}[/dim]")
    if answer.abstained:
        out.print(f"[bold]{escape(answer.answer)}[/bold]")
        out.print(escape(answer.reason or ""))
        if answer.near:
            out.print(Text("Near, but no answer: ", style="dim").append(_near(answer.near)))
        if answer.headlines:
            out.print("[dim]Nearest in the archive:[/dim]")
        for headline in answer.headlines:
            day = headline.date.isoformat() if headline.date else "undated"
            out.print(f"  {day}  {escape(headline.title)}  [dim]{headline.article_id}[/dim]")
        return
    opening = [answer.verdict.capitalize()] if answer.verdict else []
    opening += [answer.short] if answer.short and answer.verdict != "unclear" else []
    if opening:
        out.print(Text(": ".join(opening), style="bold"))
    if any(sentence.check for sentence in answer.sentences):
        _checked(answer, out)
    else:
        for paragraph in _paragraphs(answer):
            out.print(Text(paragraph))
    out.print()
    for citation in answer.citations:
        out.print(source_line(citation))
    for disagreement in answer.disagreements:
        joint = "; earlier " if disagreement.kind == "correction" else " against "
        sides = joint.join(
            f"{value} [{n}] ({_day(answer.citations[n - 1])})"
            for value, n in zip(disagreement.values, disagreement.sides, strict=False)
        )
        name = "Newest first" if disagreement.kind == "correction" else "Sources disagree"
        out.print(Text(f"{name}: {sides}", style="yellow"))
    for notice in answer.notices:
        out.print(Text(f"Note: {notice}", style="dim"))
    for change in answer.changes:
        out.print(Text(f"Changed: {change}", style="dim"))
    if answer.usage:
        out.print(Text(_used(answer.usage), style="dim"))
    if answer.as_of:
        out.print(Text(f"As of {answer.as_of.isoformat()}", style="dim"))


_SIGNS = {"verified": "✓", "unverified": "?", "contradicted": "✗"}
_COLOURS = {"verified": "green", "unverified": "yellow", "contradicted": "red"}


def _checked(answer: Answer, out: Console) -> None:
    """Write a language model's sentences a line each, with their sign and their sources."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for sentence in answer.sentences:
        numbers = " ".join(f"[{n}]" for n in sentence.citations)
        if sentence.check is None:
            out.print(Text(f"  {sentence.text} {numbers}"))
            continue
        line = Text(f"{_SIGNS[sentence.check]} ", style=_COLOURS[sentence.check])
        line.append(f"{sentence.text} {numbers}", style="default")
        out.print(line)
        if sentence.why:
            out.print(Text(f"  {sentence.check}: {sentence.why}", style=_COLOURS[sentence.check]))
        for n in sentence.citations:
            out.print(Text(f"  [{n}] “{' '.join(quotes[n].split())}”", style="dim"))


def _used(usage: dict[str, Any]) -> str:
    """Return what a chat model took, in a line."""
    if usage.get("cached") and not usage["tries"]:
        return f"{usage['model']}: kept from before, nothing was sent"
    about = "about " if usage.get("estimated") else ""
    line = (
        f"{usage['model']}: {about}{usage['tokens_in']} tokens read, {usage['tokens_out']} written"
    )
    return line + (f", {usage['cost']:g} {usage['currency']}" if "cost" in usage else "")


def _paragraphs(answer: Answer) -> list[str]:
    """Return the answer as it is set: a line for each item or side, else in one."""
    if any(sentence.day for sentence in answer.sentences):
        return [f"{each.day or 'undated':<10}  {marked([each])}" for each in answer.sentences]
    if answer.form not in ("list", "comparison"):
        return [answer.answer]
    return [marked([sentence]) for sentence in answer.sentences]


def _near(near: Near) -> Text:
    """Return the nearest sentence with where it stands."""
    day = near.date.isoformat() if near.date else "undated"
    words = Text(f"“{' '.join(near.text.split())}”", style="default")
    return words.append(f" {near.source or 'unknown outlet'}, {day}: {near.title}", style="dim")


def _day(citation: Citation) -> str:
    return citation.date.isoformat() if citation.date else "undated"


def source_line(citation: Citation) -> Text:
    """Return where a citation stands, in a line."""
    day = _day(citation)
    line = Text(f"[{citation.n}] ", style="cyan")
    line.append(f"{citation.source or 'unknown outlet'}, {day}: ", style="dim")
    line.append(citation.title, style="bold")
    if citation.also:
        outlets = len(citation.also) + 1
        line.append(f" ({outlets} outlets, 1 origin)", style="dim")
    line.append(f"  {citation.url or citation.article_id}", style="dim")
    return line
