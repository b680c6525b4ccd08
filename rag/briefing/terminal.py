"""A brief on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from rag.briefing.model import Brief
from rag.terminal import source_line


def show_brief(brief: Brief, console: Console | None = None) -> None:
    """Write a brief and its sources for a person to read.

    Args:
        brief: what to show.
        console: where to; None for standard output.
    """
    out = console or Console(highlight=False)
    if brief.reason:
        out.print(Text(brief.reason, style="bold"))
        for headline in brief.headlines:
            day = headline.date.isoformat() if headline.date else "undated"
            out.print(Text(f"  {day}  {headline.title}  {headline.article_id}", style="dim"))
        return
    for line in brief.lines:
        words = [" ".join(line.text.split()), *(f"[{n}]" for n in line.citations)]
        shown = Text(f"{line.day or 'undated':<10}  ", style="cyan")
        shown.append(" ".join(words), style="default")
        out.print(shown.append("  corrected" if line.corrected else "", style="yellow"))
    out.print()
    for citation in brief.citations:
        out.print(source_line(citation))
    if brief.as_of:
        out.print(Text(f"As of {brief.as_of.isoformat()}", style="dim"))
