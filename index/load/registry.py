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
    "json": "record:read_json",
    "lines": "record:read_lines",
    "table": "table:read_table",
    "pdf": "pdf:read_pdf",
    "xml": "xml:read_xml",
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
    ".json": "json",
    ".ninjs": "json",
    ".csv": "table",
    ".tsv": "table",
    ".pdf": "pdf",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".nitf": "xml",
    ".newsml": "xml",
}
_MEDIA = {
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/json": "json",
    "application/ld+json": "json",
    "application/feed+json": "json",
    "text/csv": "table",
    "text/tab-separated-values": "table",
    "application/pdf": "pdf",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/rdf+xml": "xml",
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
