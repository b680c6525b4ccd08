"""Documents of figures read back: what `--json` wrote."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from eval.errors import RunError
from eval.record import Record

_log = logging.getLogger(__name__)

FORMAT = 1

NO_GROUPS = {
    "run", "intervals", "by_type", "by_type_intervals", "losses", "curves", "passages",
}  # fmt: skip
"""Parts of a document that are no groups of figures."""

REPORTED = {"run", "losses", "curves", "by_type", "passages", "violations", "errors"}
"""Parts that a report shows beside the figures."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A document with its questions as records."""

    name: str
    document: dict[str, Any]
    records: dict[str, Record]


def read_documents(file: Path, *, whole: bool = False) -> dict[str, Measured]:
    """Return the documents that `dateline eval --json` or `--report` wrote, by set.

    Args:
        file: to read.
        whole: whether all that a report shows must be there; a baseline has less.

    Raises:
        RunError: the file is absent, or something else.
    """
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise RunError(f"{file}: not JSON ({error})") from None
    found: dict[str, Measured] = {}
    for one in values if isinstance(values, list) else [values]:
        if not isinstance(one, dict) or one.get("format") != FORMAT:
            raise RunError(f"{file}: not what `dateline eval --json` writes")
        try:
            measured = as_measured(one)
        except (KeyError, TypeError, AttributeError) as error:
            raise RunError(f"{file}: is damaged, or of another version ({error})") from None
        lacking = sorted(REPORTED - set(one)) if whole else []
        if lacking:
            raise RunError(
                f"{file}: has no {lacking[0]}; a report is made from what --json wrote, a"
                " baseline holds no more than a comparison needs"
            )
        found[measured.name] = measured
    return found


def is_document(file: Path) -> bool:
    """Say whether a file holds figures rather than questions."""
    try:
        return file.is_file() and bool(read_documents(file))
    except RunError:
        _log.debug("%s holds no figures", file, exc_info=True)
        return False


def as_measured(values: dict[str, Any]) -> Measured:
    """Return a document with its questions as records."""
    known = {one.name for one in fields(Record)}
    records = (
        Record(**{name: value for name, value in one.items() if name in known})
        for one in values["questions"]
    )
    return Measured(str(values["set"]), values, {one.id: one for one in records})
