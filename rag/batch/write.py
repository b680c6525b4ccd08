"""Rows of answers to a file: CSV, a spreadsheet or JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rag.batch.row import COLUMNS, Row
from rag.errors import BatchError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = {"question": 40, "answer": 70, "short": 24, "quote": 70, "title": 40, "refusal": 50}


def writer_for(path: Path) -> Callable[[Sequence[Row]], bytes]:
    """Return what turns rows into a file's bytes.

    Raises:
        BatchError: no format of answers is called so.
    """
    found = _WRITERS.get(path.suffix.lower())
    if found is None:
        raise BatchError(f"{path} is not a file of answers; it is one of {', '.join(_WRITERS)}")
    return found


def replace_file(path: Path, data: bytes) -> None:
    """Write a file as a whole, or leave it as it was.

    Raises:
        BatchError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BatchError(f"{path} cannot be written ({error.strerror or error})") from error


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(row.cells(), ensure_ascii=False) + "\n" for row in rows).encode()


def _csv(rows: Iterable[Row]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _inert(value) for name, value in row.cells().items()})
    # Spreadsheets take a file without this mark for one of the machine's own encoding.
    return file.getvalue().encode("utf-8-sig")


def _inert(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: words of others are only words."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _workbook(rows: Iterable[Row]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Answers"
    sheet.append(list(COLUMNS))
    for place, name in enumerate(COLUMNS, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 14)
    for line, row in enumerate(rows, 2):
        for place, value in enumerate(row.cells().values(), 1):
            cell = sheet.cell(line, place)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.data_type = "s"
            else:
                cell.value = value
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row.link:
            cell = sheet.cell(line, COLUMNS.index("link") + 1)
            cell.hyperlink = row.link
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_WRITERS: dict[str, Callable[[Sequence[Row]], bytes]] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".jsonl": _lines,
}
