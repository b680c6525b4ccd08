"""Spreadsheets: an article a row where a column holds texts, else an article a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.clean import clean_line, unwrap
from index.load.documents.packed import open_zip
from index.load.formats.fields import draft_from
from index.load.markup import maybe_html
from index.load.settings import LoadSettings


def read_workbook(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read the sheets of an XLSX workbook, values as they were last reckoned.

    Raises:
        RefusedError: damaged, encrypted, or beyond the limits of what is unpacked.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    open_zip(raw.data, settings, "workbook").close()
    try:
        book = load_workbook(io.BytesIO(raw.data), read_only=True, data_only=True)
        sheets = [
            (sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)])
            for sheet in book.worksheets
        ]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise RefusedError(f"is a damaged workbook ({error})") from error
    for name, rows in sheets:
        yield from sheet_drafts(name, rows, raw, settings)


def sheet_drafts(
    name: str, rows: Sequence[Sequence[Any]], raw: Raw, settings: LoadSettings
) -> Iterator[Draft | Refusal]:
    """Yield the articles of a sheet; an empty one has none.

    Args:
        name: of the sheet.
        rows: cells as they came, numbers and days among them.
        raw: the file.
        settings: the field mapping.
    """
    filled = [(n, cells) for n, row in enumerate(rows, 1) if any(cells := [*map(cell_text, row)])]
    if not filled:
        return
    head = filled[0][1]
    if draft_from({each: "x" for each in head if each}, settings).text:
        yield from _a_row_each(name, head, filled[1:], raw, settings)
        return
    lines = [_line(head, cells) for _, cells in filled[1:]] if _is_head(head, filled) else None
    if lines is None:
        lines = ["; ".join(filter(None, cells)) for _, cells in filled]
    yield Draft("\n\n".join(lines), title=clean_line(name), part=f"sheet {name}")


def _a_row_each(
    name: str,
    head: Sequence[str],
    rows: Sequence[tuple[int, list[str]]],
    raw: Raw,
    settings: LoadSettings,
) -> Iterator[Draft | Refusal]:
    for number, cells in rows:
        record = {key: value for key, value in zip(head, cells, strict=False) if key and value}
        draft = draft_from(record, settings)
        draft.part = f"sheet {name} row {number}"
        if not draft.text.strip():
            yield Refusal(f"{raw.name} {draft.part}", "has no text")
            continue
        draft.text = unwrap(maybe_html(draft.text))
        yield draft


def _is_head(head: Sequence[str], filled: Sequence[tuple[int, list[str]]]) -> bool:
    """Tell names of columns from a first row of values: words above something else."""
    named = [each for each in head if each]
    return (
        len(named) > 1
        and len(filled) > 1
        and len(set(named)) == len(named)
        and not any(each.replace(".", "").replace(",", "").lstrip("-").isdigit() for each in named)
    )


def _line(head: Sequence[str], cells: Sequence[str]) -> str:
    """Return a row as words that can be read by themselves: each value after its column's name."""
    names = [*head, *[""] * len(cells)]
    parts = [f"{key}: {value}" if key else value for key, value in zip(names, cells, strict=False)]
    return "; ".join(part for part, value in zip(parts, cells, strict=False) if value)


def cell_text(value: Any) -> str:
    """Return a cell as a reader sees it: whole numbers without a point, days in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value).strip()
