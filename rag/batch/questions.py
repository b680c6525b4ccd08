"""Questions from a file: CSV, a spreadsheet, JSON Lines, or a question a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from index.errors import DatelineError, RefusedError
from index.load.decode import decode
from rag.batch.row import Question
from rag.errors import BatchError

_QUESTION = ("question", "query", "q", "text")
_OTHERS = {"since": "since", "until": "until", "source": "source", "outlet": "source"}
READ = (".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".txt")


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file, in its order; empty rows are passed over.

    A table has a column `question`, and may have `since`, `until` and `source`, which limit
    each question by itself. A table of one column without such a head is questions alone.

    Args:
        path: CSV, TSV, XLSX, JSON Lines or text with a question a line.

    Raises:
        BatchError: it cannot be read, or holds no questions.
    """
    _kind(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BatchError(f"{path} cannot be read ({error.strerror or error})") from error
    return questions_of(path, data)


def questions_of(path: Path, data: bytes) -> list[Question]:
    """Return the questions of a file's bytes, as `read_questions` does.

    Args:
        path: what the file is called; it need not exist.
        data: its bytes.

    Raises:
        BatchError: it cannot be read, or holds no questions.
    """
    kind = _kind(path)
    try:
        if kind == ".xlsx":
            found = list(_from_table(_sheet(data), path))
        elif kind in (".jsonl", ".ndjson"):
            found = list(_from_lines(decode(data), path))
        elif kind == ".txt":
            lines = decode(data).splitlines()
            found = [Question(each, place=f"line {n}") for n, each in enumerate(lines, 1)]
        else:
            found = list(_from_table(_rows(decode(data)), path))
    except BatchError:
        raise
    except DatelineError as error:
        raise BatchError(f"{path} {error}") from error
    questions = [each for each in found if each.text.strip()]
    if not questions:
        raise BatchError(f"{path} holds no questions")
    return questions


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in READ:
        raise BatchError(f"{path} is not a file of questions; it is one of {', '.join(READ)}")
    return kind


def _rows(text: str) -> list[list[Any]]:
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    try:
        rows: list[list[Any]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RefusedError(f"is not a readable table: {error}") from error
    named = any(_cell(each).lower() in _QUESTION for each in rows[0]) if rows else False
    alone = bool(rows) and (len(rows[0]) == 1 or not named)
    if alone and len({len(row) for row in rows if row}) > 1:
        # Questions alone: a comma in one of them divides nothing.
        return [[line.strip().strip('"')] for line in text.splitlines()]
    return rows


def _sheet(data: bytes) -> list[list[Any]]:
    """Return the rows of a workbook's first sheet.

    Raises:
        RefusedError: it is no workbook.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = book.worksheets[:1]
        return [list(row) for each in sheets for row in each.iter_rows(values_only=True)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise RefusedError(f"is not a readable workbook ({error})") from error


def _from_table(rows: list[list[Any]], path: Path) -> Iterator[Question]:
    filled = [(n, row) for n, row in enumerate(rows, 1) if any(_cell(each) for each in row)]
    if not filled:
        return
    head = [_cell(each).lower() for each in filled[0][1]]
    named = next((name for name in _QUESTION if name in head), None)
    if named is None:
        widest = max(len([each for each in row if _cell(each)]) for _, row in filled)
        if widest > 1:
            shown = ", ".join(filter(None, head[:8]))
            raise BatchError(f"{path} has no column `question` (columns: {shown})")
        head, named = ["question"], "question"
        filled = [(n, [cell for cell in row if _cell(cell)]) for n, row in filled]
    else:
        filled = filled[1:]
    for number, row in filled:
        cells = dict(zip(head, map(_cell, row), strict=False))
        yield _question(cells, named, f"row {number}")


def _from_lines(text: str, path: Path) -> Iterator[Question]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BatchError(f"{path} line {number} is not JSON ({error})") from error
        if isinstance(record, str):
            yield Question(record, place=f"line {number}")
            continue
        cells = record if isinstance(record, Mapping) else {}
        named = next((name for name in _QUESTION if name in cells), None)
        if named is None:
            raise BatchError(f"{path} line {number} has no field `question`")
        found = {str(name): _cell(value) for name, value in cells.items()}
        yield _question(found, named, f"line {number}")


def _question(cells: Mapping[str, str], named: str, place: str) -> Question:
    limits: dict[str, str] = {}
    for theirs, ours in _OTHERS.items():
        if cells.get(theirs):
            limits.setdefault(ours, cells[theirs])
    return Question(cells.get(named, ""), place=place, **limits)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()
