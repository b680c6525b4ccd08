"""Results as Markdown tables and JSON, beside the command that made them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, object]


def markdown(rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table; the first row's keys are its head."""
    head = list(rows[0])
    lines = [head, ["---"] + ["---:"] * (len(head) - 1)]
    lines += [[shown(row.get(key)) for key in head] for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


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
    folder: Path,
    name: str,
    title: str,
    *,
    command: str,
    machine: Mapping[str, Any],
    tables: Mapping[str, Sequence[Row]],
    notes: Sequence[str] = (),
) -> Path:
    """Write `name.md` and `name.json` into a folder; return the Markdown file.

    Args:
        folder: made where it is missing.
        name: of the files.
        title: heading of the page.
        command: what makes the same figures again.
        machine: what `eval.bench.run.machine` returned.
        tables: rows by the table's heading.
        notes: what a reader must know to read the figures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = [f"# {title}", f"Made with `{command}`.", _described(machine)]
    for heading, rows in tables.items():
        parts += [f"## {heading}", markdown(rows)]
    if notes:
        parts.append("\n".join(f"- {note}" for note in notes))
    path = folder / f"{name}.md"
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    stored = {"command": command, "machine": dict(machine), "tables": tables, "notes": list(notes)}
    (folder / f"{name}.json").write_text(
        json.dumps(stored, indent=1, default=str) + "\n", encoding="utf-8"
    )
    return path


def _described(machine: Mapping[str, Any]) -> str:
    instructions = ", ".join(machine["instructions"]) or "none of the matrix instructions"
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    return (
        f"Machine: {machine['processor']}, {machine['cores']} cores ({instructions}), load "
        f"{machine['load']} when it began; Python {machine['python']}, {versions}."
    )
