"""Documents of figures read back: what `--json` wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from eval.errors import RunError
from eval.record import Record

FORMAT = 1

NO_GROUPS = {
    "run",
    "intervals",
    "by_type",
    "by_type_intervals",
    "losses",
    "curves",
    "passages",
}
"""Parts of a document that are no groups of figures."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A document with its questions as records."""

    name: str
    document: dict[str, Any]
    records: dict[str, Record]


def read_documents(file: Path) -> dict[str, Measured]:
    """Return the documents that `dateline eval --json` or `--report` wrote, by set.

    Raises:
        RunError: the file is absent, or something else.
    """
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise RunError(f"{file}: not JSON ({error})") from None
    documents = values if isinstance(values, list) else [values]
    found: dict[str, Measured] = {}
    for one in documents:
        if not isinstance(one, dict) or one.get("format") != FORMAT:
            raise RunError(f"{file}: not what `dateline eval --json` writes")
        found[str(one["set"])] = as_measured(one)
    return found


def is_document(file: Path) -> bool:
    """Say whether a file holds figures rather than questions."""
    try:
        return file.is_file() and bool(read_documents(file))
    except RunError:
        return False


def as_measured(values: dict[str, Any]) -> Measured:
    """Return a document with its questions as records."""
    known = {one.name for one in fields(Record)}
    records = {
        one["id"]: Record(**{name: value for name, value in one.items() if name in known})
        for one in values["questions"]
    }
    return Measured(values["set"], values, records)
