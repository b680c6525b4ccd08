"""Reading records line by line, so that an error can name its line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from eval.errors import DatasetError


class Line:
    """One record of a file, with checks that name the file and the line.

    Args:
        path: the file.
        number: line from 1, or the record's number in a JSON document.
        values: the record.
        word: what the number counts ("line", "record").
    """

    def __init__(
        self, path: Path, number: int, values: Mapping[str, Any], word: str = "line"
    ) -> None:
        self.path = path
        self.number = number
        self.values = values
        self.word = word

    def fail(self, message: str) -> DatasetError:
        """Return an error that names this line."""
        return DatasetError(f"{self.path}, {self.word} {self.number}: {message}")

    def text(self, name: str, default: str | None = None) -> str:
        """Return a field that must be a string and, without a default, must not be empty."""
        value = self.values.get(name, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(f"{name!r} must be a text that is not empty, not {value!r}")
        return value

    def optional(self, name: str) -> str | None:
        """Return a field that may be absent, null or empty."""
        if self.values.get(name) in (None, ""):
            return None
        return self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings; one string is a list of one; absent is empty."""
        value = self.values.get(name)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fail(f"{name!r} must be a list of texts, not {value!r}")
        return tuple(value)

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return an object; absent is empty."""
        value = self.values.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.fail(f"{name!r} must be an object, not {value!r}")
        return value

    def items(self, name: str) -> list[Any]:
        """Return a list of anything; absent is empty."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fail(f"{name!r} must be a list, not {value!r}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Return true or false; absent is the default."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool):
            return value
        if str(value).strip().lower() in {"true", "1", "yes"}:
            return True
        if str(value).strip().lower() in {"false", "0", "no"}:
            return False
        raise self.fail(f"{name!r} must be true or false, not {value!r}")

    def day(self, name: str) -> date | None:
        """Return a calendar day; absent or empty is None."""
        moment = self.moment(name)
        return moment.date() if isinstance(moment, datetime) else moment

    def moment(self, name: str) -> date | datetime | None:
        """Return an instant where the field has a time, else a day; absent is None."""
        value = self.optional(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
        except ValueError:
            raise self.fail(f"{name!r} must be an ISO date, not {value!r}") from None

    def period(self) -> tuple[date | None, date | None]:
        """Return `since` and `until`, which must not be the wrong way round."""
        since, until = self.day("since"), self.day("until")
        if since and until and since > until:
            raise self.fail(f"'since' {since} is after 'until' {until}")
        return since, until

    def published(self, name: str) -> tuple[date | None, datetime | None]:
        """Return the day of an article, and the instant where the field has one with a zone."""
        moment = self.moment(name)
        if not isinstance(moment, datetime):
            return moment, None
        return moment.date(), moment if moment.tzinfo else None

    def known(self, name: str, names: Collection[str], what: str, file: str) -> None:
        """Refuse a name that another file does not have."""
        if name not in names:
            raise self.fail(f"the {what} {name!r} is not in {file}")

    def inner(self, values: Any) -> Line:
        """Return a record inside this one, under the same line."""
        if not isinstance(values, dict):
            raise self.fail(f"expected an object, not {values!r}")
        return Line(self.path, self.number, values, self.word)


def read_json_lines(path: Path) -> Iterator[Line]:
    """Yield each line that is not blank.

    Raises:
        DatasetError: the file is absent or unreadable, or a line is not a JSON object.
    """
    for number, text in enumerate(read_text(path).split("\n"), start=1):
        if not text.strip():
            continue
        try:
            values = json.loads(text)
        except json.JSONDecodeError as error:
            raise DatasetError(
                f"{path}, line {number}: not JSON ({error.msg}, column {error.colno})"
            ) from None
        if not isinstance(values, dict):
            raise DatasetError(f"{path}, line {number}: must be an object, not {text[:40]!r}")
        yield Line(path, number, values)


def read_json(path: Path) -> Any:
    """Return a whole JSON document.

    Raises:
        DatasetError: the file is absent, unreadable or not JSON.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise DatasetError(
            f"{path}, line {error.lineno}: not JSON ({error.msg}, column {error.colno})"
        ) from None


def read_text(path: Path) -> str:
    """Return a file's text.

    Raises:
        DatasetError: the file is absent, unreadable or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DatasetError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read ({error})") from None


def unique(lines: Iterable[Line], field: str) -> dict[str, Line]:
    """Return lines by their id.

    Raises:
        DatasetError: a line has none, or one that was seen before.
    """
    found: dict[str, Line] = {}
    for line in lines:
        name = line.text(field)
        refuse_twice(found, name, line)
        found[name] = line
    return found


def refuse_twice(names: Mapping[str, Any], name: str, line: Line) -> None:
    """Raise when an id was seen before.

    Raises:
        DatasetError: it was.
    """
    if name in names:
        raise line.fail(f"the id {name!r} is used twice; ids must differ")
