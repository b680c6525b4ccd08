"""Files that the page and its browser hand each other inside a call."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from index.errors import DatelineError

_MEDIA = {
    ".csv": "text/csv",
    ".jsonl": "application/x-ndjson",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def received(fields: Mapping[str, Any]) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that a form sent.

    Raises:
        DatelineError: there is none.
    """
    name, data = str(fields.get("name") or ""), str(fields.get("data") or "")
    if not name:
        raise DatelineError("no file was chosen; choose one first")
    try:
        return name, b64decode(data, validate=True)
    except ValueError as error:
        raise DatelineError(f"the file {name} did not arrive whole; send it again") from error


def handed(stem: str, kind: str, data: bytes) -> dict[str, str]:
    """Return a file for the browser to save.

    Args:
        stem: its name without the ending.
        kind: the ending, with its dot.
        data: its bytes.
    """
    return {
        "wish": "file",
        "name": f"{stem}{kind}",
        "type": _MEDIA[kind],
        "data": b64encode(data).decode(),
    }
