"""Every error that Dateline raises on purpose, from the classes themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from eval.docs.table import table
from index.errors import DatelineError

_ROOT = Path(__file__).resolve().parents[2]
_ROOMS = ("index", "rag", "ui", "eval")
_CLASS = re.compile(r"^class \w+\(\w*Error\):", re.MULTILINE)


def error_tables() -> str:
    """Return a table of the errors of each room."""
    parts = []
    for room in _ROOMS:
        rows = [
            (f"`{kind.__module__}.{kind.__name__}`", f"`{kind.__bases__[0].__name__}`", _what(kind))
            for kind in _errors(room)
        ]
        if rows:
            parts.append(f"### `{room}/`\n\n{table(('error', 'a kind of', 'when'), rows)}")
    return "\n".join(parts)


def _errors(room: str) -> Iterator[type[DatelineError]]:
    """Yield the errors that a room defines, by module."""
    paths = (_ROOT / room).rglob("*.py")
    for path in sorted(paths, key=lambda path: (len(path.parts), path)):
        if not _CLASS.search(path.read_text(encoding="utf-8")):
            continue
        module = ".".join(path.relative_to(_ROOT).with_suffix("").parts)
        for value in vars(import_module(module)).values():
            own = isinstance(value, type) and value.__module__ == module
            if own and issubclass(value, DatelineError):
                yield value


def _what(kind: type[DatelineError]) -> str:
    return (inspect.getdoc(kind) or "").partition("\n\n")[0]
