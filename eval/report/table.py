"""One table, for the terminal, for Markdown and (by `page.html`) for HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table as RichTable


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a title.

    Attributes:
        title: heading.
        columns: their names, one a cell.
        rows: cells.
        words: columns that hold words, as the first does; the others hold figures.
        note: what a reader must know to read it.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: Collection[str] = ()
    note: str = ""

    @property
    def figures(self) -> list[bool]:
        """Whether each column holds figures."""
        return [place > 0 and name not in self.words for place, name in enumerate(self.columns)]

    def rich(self) -> RichTable:
        """Return the table for the terminal."""
        from rich.box import SIMPLE_HEAD
        from rich.markup import escape as plain
        from rich.table import Table as RichTable

        made = RichTable(title=plain(self.title), title_justify="left", box=SIMPLE_HEAD)
        for name, figures in zip(self.columns, self.figures, strict=True):
            made.add_column(plain(name), justify="right" if figures else "left", no_wrap=figures)
        for row in self.rows:
            made.add_row(*map(plain, row))
        made.caption, made.caption_justify = plain(self.note), "left"
        return made

    def markdown(self) -> str:
        """Return the table in Markdown, under a heading of the second level."""
        rules = ["---:" if figures else "---" for figures in self.figures]
        body = [list(self.columns), rules, *([flat(cell) for cell in row] for row in self.rows)]
        lines = [f"## {self.title}", ""] + ["| " + " | ".join(cells) + " |" for cells in body]
        return "\n".join([*lines, "", self.note, ""] if self.note else [*lines, ""])


def flat(text: str) -> str:
    """Return text on one line, bars escaped, as a cell of Markdown holds it."""
    return " ".join(text.split()).replace("|", "\\|")
