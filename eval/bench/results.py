"""Results as Markdown tables and JSON, beside the command that made them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.environment import machine
from eval.report.table import Table

Row = Mapping[str, object]


def table(title: str, rows: Sequence[Row]) -> Table:
    """Return rows as a table; the first row's keys are its columns."""
    head = list(rows[0])
    return Table(title, head, [[shown(row.get(key)) for key in head] for row in rows])


def shown(value: object) -> str:
    """Return a figure with the digits that carry something."""
    if value is None:
        return "–"
    if isinstance(value, float):
        size = abs(value)
        digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 4
        return f"{value:,.{digits}f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def save(
    file: Path, title: str, command: str, tables: Mapping[str, Sequence[Row]], notes: Sequence[str]
) -> Path:
    """Write Markdown and, beside it, JSON; return the Markdown file.

    Args:
        file: the Markdown file; its folder is made where it is missing.
        title: heading of the page.
        command: what makes the same figures again.
        tables: rows by the table's heading.
        notes: what a reader must know to read the figures.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    where = machine()
    instructions = ", ".join(where["instructions"]) or "none of the matrix instructions"
    versions = ", ".join(f"{name} {number}" for name, number in where["versions"].items())
    parts = [
        f"# {title}",
        f"Made with `{command}`.",
        f"Machine: {where['processor']}, {where['cores']} cores ({instructions}), load"
        f" {where['load']}; Python {where['python']}, {versions}.",
        *(table(heading, rows).markdown().rstrip() for heading, rows in tables.items()),
        "\n".join(f"- {note}" for note in notes),
    ]
    file.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    stored = {"command": command, "machine": where, "tables": tables, "notes": list(notes)}
    text = json.dumps(stored, indent=1, default=str) + "\n"
    file.with_suffix(".json").write_text(text, encoding="utf-8")
    return file
