"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.report.table import flat


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, one line a row; bars inside a cell are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(flat, line))} |\n" for line in lines)
