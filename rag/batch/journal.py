"""What of a batch is done, kept beside its answers until all are."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from rag.batch.row import Question, Row
from rag.errors import BatchError

_log = logging.getLogger(__name__)


class Journal:
    """Rows that are answered, a line each; a batch that was stopped goes on from them.

    They count only for the same state of the archive and the same options, which its first line
    says.
    """

    def __init__(self, target: Path, options: Mapping[str, Any]) -> None:
        """Read what an earlier run left.

        Args:
            target: the file of answers that it lies beside.
            options: what else an answer depends on.
        """
        self.path = target.with_name(f"{target.name}.part")
        self._head = json.dumps(options, sort_keys=True, default=str)
        self.outdated = False
        self._rows = self._read()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def get(self, question: Question) -> Row | None:
        """Return a question's row, None when it was not answered yet."""
        return self._rows.get(_key(question))

    def __enter__(self) -> Journal:
        """Open it to be added to.

        Raises:
            BatchError: it cannot be written.
        """
        try:
            self._file = self.path.open("w", encoding="utf-8")
            self._file.write(self._head + "\n")
            for key, row in self._rows.items():
                self._write(key, row)
        except OSError as error:
            raise BatchError(f"{self.path} cannot be written ({error.strerror})") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it; it stays for another run."""
        self._file.close()

    def put(self, question: Question, row: Row) -> None:
        """Keep a row; it is on the disk when this returns."""
        key = _key(question)
        self._rows[key] = row
        self._write(key, row)

    def _write(self, key: str, row: Row) -> None:
        self._file.write(json.dumps([key, row.cells()], ensure_ascii=False) + "\n")
        self._file.flush()

    def _read(self) -> dict[str, Row]:
        try:
            head, *lines = self.path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            _log.debug("%s tells of no earlier run", self.path, exc_info=True)
            return {}
        if head != self._head:
            self.outdated = True
            return {}
        rows: dict[str, Row] = {}
        for line in lines:
            try:
                key, cells = json.loads(line)
                rows[key] = Row(**cells)
            except (ValueError, TypeError):
                # The last line of a run that was cut off.
                _log.debug("a torn line of %s is passed over", self.path, exc_info=True)
        return rows


def _key(question: Question) -> str:
    parts = (question.text, question.since, question.until, question.source)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
