"""Every error that Dateline raises on purpose, from the classes themselves."""

from __future__ import annotations

import inspect
from itertools import groupby

from eval.docs.schema import classes
from eval.docs.table import table
from index.errors import DatelineError


def error_tables() -> str:
    """Return a table of the errors of each room."""
    parts = []
    for room, found in groupby(classes(DatelineError, "Error):\n"), key=lambda each: each[0]):
        rows = [
            (f"`{kind.__module__}.{kind.__name__}`", f"`{kind.__bases__[0].__name__}`", _what(kind))
            for _, kind in found
        ]
        parts.append(f"### `{room}/`\n\n{table(('error', 'a kind of', 'when'), rows)}")
    return "\n".join(parts)


def _what(kind: type[DatelineError]) -> str:
    return (inspect.getdoc(kind) or "").partition("\n\n")[0]
