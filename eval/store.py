"""Runs on disk: one line a question as it is answered, so that a crash costs one question.

The first line says what the run is made with, the last that it is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.errors import RunError
from eval.record import Result

NEEDED = ("identity", "path", "settings", "limit", "workers", "seed")
"""What the first line of a run must hold for it to be resumed or replayed."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A run as it was read back: what it was made with, its results, whether it is whole."""

    header: dict[str, Any]
    results: dict[str, Result]
    footer: dict[str, Any] | None


class RunLog:
    """An append-only run file.

    Attributes:
        done: results by question, those of the run that is gone on with first.

    Args:
        file: where; its folder is made when absent.
        header: what the run is made with; `header["identity"]` must be the same to resume.
        resume: whether to go on with a file that was cut short.

    Raises:
        RunError: the file is there and is not a run, so that it is not written over.
    """

    def __init__(self, file: Path, header: Mapping[str, Any], *, resume: bool = True) -> None:
        self.done: dict[str, Result] = {}
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file() and file.stat().st_size:
            try:
                before = read_run(file)
            except RunError as error:
                raise RunError(f"{error}; it is left as it is, choose another --log") from None
            if resume and before.footer is None and before.header["identity"] == header["identity"]:
                self.done = before.results
        fresh = file.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as self._handle:
            self._write("run", header)
            for one in self.done.values():
                self._write("result", asdict(one))
        os.replace(fresh, file)
        self._handle = file.open("a", encoding="utf-8")

    def __enter__(self) -> RunLog:
        return self

    def __exit__(self, *error: object) -> None:
        self._handle.close()

    def add(self, result: Result) -> None:
        """Append a result and hand it to the system."""
        self._write("result", asdict(result))
        self.done[result.id] = result

    def finish(self, footer: Mapping[str, Any]) -> None:
        """Append what is known only at the end; the run is whole."""
        self._write("end", footer)

    def _write(self, kind: str, values: Mapping[str, Any]) -> None:
        line = json.dumps({"kind": kind, **values}, ensure_ascii=False, default=str)
        self._handle.write(line + "\n")
        self._handle.flush()


def read_run(file: Path) -> Stored:
    """Return a stored run; a last line that was cut short is left out.

    Raises:
        RunError: the file is absent, or not a run.
    """
    try:
        *lines, _ = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        raise RunError(f"{file}: cannot be read ({error.strerror})") from None
    header: dict[str, Any] = {}
    footer: dict[str, Any] | None = None
    results: dict[str, Result] = {}
    for number, text in enumerate(lines, start=1):
        try:
            values = json.loads(text)
            kind = values.pop("kind")
            if kind == "run":
                header = values
            elif kind == "end":
                footer = values
            else:
                results[values["id"]] = Result.from_json(values)
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise RunError(
                f"{file}, line {number}: not a line of a run, or of another version ({error})"
            ) from None
    lacking = [name for name in NEEDED if name not in header]
    if lacking:
        raise RunError(
            f"{file}: not a run of `dateline eval`, or of another version (its first line has no"
            f" {lacking[0]!r})"
        )
    return Stored(header, results, footer)
