"""Which format a file is in: by its suffix, by its media type, by its first bytes."""

from __future__ import annotations

import re
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


# What servers say of anything; the name or the first bytes tell more.
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html\b)",
    re.I | re.S,
)
_XML = re.compile(rb"\s*<(?:\?xml|rss|feed|rdf:rdf|nitf|newsitem|newsmessage)\b", re.I)


def reader_for(raw: Raw) -> Reader:
    """Return the function that reads a file.

    A PDF or a web page is known by its first bytes whatever it is called; otherwise the name
    decides, then the media type; a file without a suffix is looked into.

    Raises:
        RefusedError: no format that Dateline reads.
    """
    suffix = PurePath(raw.filename).suffix.lower()
    head = raw.data[:4096].removeprefix(b"\xef\xbb\xbf")
    name = _by_content(head)
    if name is None or (name == "html" and suffix in (".md", ".markdown", ".json", ".jsonl")):
        named = _SUFFIXES.get(suffix)
        told = _MEDIA.get(raw.media)
        name = named or told if raw.media in _VAGUE else told or named
    if name is None:
        name = _by_look(head, suffix, raw)
    module, function = _READERS[name].split(":")
    reader: Reader = getattr(import_module(f"index.load.formats.{module}"), function)
    return reader


def _by_content(head: bytes) -> str | None:
    """Return the format that the first bytes leave no doubt of."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    return "html" if _HTML.match(head) else None


def _by_look(head: bytes, suffix: str, raw: Raw) -> str:
    """Return the format of a file whose name and media type tell nothing.

    Raises:
        RefusedError: none that Dateline reads.
    """
    kind = kind_of_binary(head)
    if kind:
        raise RefusedError(f"is {kind}, which Dateline does not read")
    if _XML.match(head):
        return "xml"
    if suffix == "" and raw.media in _VAGUE:
        return "json" if head.lstrip()[:1] in (b"{", b"[") else "plain"
    raise RefusedError(f"is not in a format that Dateline reads ({raw.media or suffix})")
