"""Which format a file is in: by its suffix, by its media type, by its first bytes."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from index.errors import RefusedError
from index.load.base import Raw, Reader
from index.load.decode import kind_of_binary

_READERS = {
    "plain": "plain:read_plain",
    "markdown": "markdown:read_markdown",
    "html": "html:read_html",
    "lines": "lines:read_lines",
}
_SUFFIXES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
_MEDIA = {
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
}


def reader_for(raw: Raw) -> Reader:
    """Return the function that reads a file.

    Raises:
        RefusedError: no format that Dateline reads.
    """
    suffix = PurePath(raw.filename or (raw.path.name if raw.path else "")).suffix.lower()
    name = _MEDIA.get(raw.media) or _SUFFIXES.get(suffix)
    if name is None:
        kind = kind_of_binary(raw.data)
        what = raw.media or suffix or "without a suffix"
        raise RefusedError(
            f"is {kind}, which Dateline does not read"
            if kind
            else f"is not in a format that Dateline reads ({what})"
        )
    module, function = _READERS[name].split(":")
    reader: Reader = getattr(import_module(f"index.load.formats.{module}"), function)
    return reader
