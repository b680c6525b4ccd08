"""Which format a file is in: by its suffix, by its media type, by its first bytes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath

from index.errors import RefusedError
from index.load.base import Raw, Reader
from index.load.decode import kind_of_binary
from index.load.plugins import loader_for

_READERS = {
    "plain": "formats.plain:read_plain",
    "markdown": "formats.markdown:read_markdown",
    "html": "formats.html:read_html",
    "json": "formats.record:read_json",
    "lines": "formats.record:read_lines",
    "table": "formats.table:read_table",
    "pdf": "formats.pdf:read_pdf",
    "xml": "formats.xml:read_xml",
    "word": "documents.word:read_word",
    "rtf": "documents.rtf:read_rtf",
    "opendocument": "documents.opendocument:read_opendocument",
    "workbook": "documents.sheets:read_workbook",
    "mail": "documents.mail:read_mail",
    "mailbox": "documents.mail:read_mailbox",
    "outlook": "documents.outlook:read_outlook",
    "zip": "documents.packed:read_zip",
    "image": "ocr.pages:read_image",
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
    ".docx": "word",
    ".rtf": "rtf",
    ".odt": "opendocument",
    ".odp": "opendocument",
    ".ods": "opendocument",
    ".xlsx": "workbook",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".msg": "outlook",
    ".zip": "zip",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".webp": "image",
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
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "workbook",
    "application/vnd.oasis.opendocument.text": "opendocument",
    "application/vnd.oasis.opendocument.presentation": "opendocument",
    "application/vnd.oasis.opendocument.spreadsheet": "opendocument",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "message/rfc822": "mail",
    "application/mbox": "mailbox",
    "application/vnd.ms-outlook": "outlook",
    "application/zip": "zip",
    "image/png": "image",
    "image/jpeg": "image",
    "image/tiff": "image",
    "image/webp": "image",
    "application/x-zip-compressed": "zip",
}


# What servers say of anything; the name or the first bytes tell more.
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html\b)",
    re.I | re.S,
)
_MAILBOX = re.compile(rb"From \S+ [^\r\n]{10,60}\d{4}[^\r\n]{0,20}\r?\n(?:>?[A-Za-z-]+:)")
_XML = re.compile(rb"\s*<(?:\?xml|rss|feed|rdf:rdf|nitf|newsitem|newsmessage)\b", re.I)


def reader_for(raw: Raw) -> Reader:
    """Return the function that reads a file.

    A PDF or a web page is known by its first bytes whatever it is called; otherwise the name
    decides, then the media type, then what other packages read; a file without a suffix is
    looked into.

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
    if name is None and (added := loader_for(suffix, raw.media)):
        return added
    if name is None:
        name = _by_look(head, suffix, raw)
    module, function = _READERS[name].split(":")
    reader: Reader = getattr(import_module(f"index.load.{module}"), function)
    return reader


def _by_content(head: bytes) -> str | None:
    """Return the format that the first bytes leave no doubt of."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if _MAILBOX.match(head):
        return "mailbox"
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
