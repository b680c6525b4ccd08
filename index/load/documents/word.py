"""Word documents (DOCX)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from index.errors import RefusedError
from index.load.base import Draft, Raw
from index.load.documents.document import document_draft
from index.load.documents.packed import open_zip
from index.load.settings import LoadSettings

_NAME = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_NAME}tab": "\t", f"{_NAME}br": "\n", f"{_NAME}cr": "\n"}
_TITLES = ("title", "heading 1")
_NEAR = 6
"""Paragraphs among which a document's title stands."""


def read_word(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read a document's paragraphs and tables, insertions taken and deletions left out.

    Raises:
        RefusedError: damaged, encrypted, or beyond the limits of what is unpacked.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    open_zip(raw.data, settings, "Word document").close()
    try:
        document = Document(io.BytesIO(raw.data))
        styles = {each.style_id: (each.name or "").lower() for each in document.styles}
        properties = document.core_properties
        title, author = properties.title or "", properties.author or ""
        found = list(_paragraphs(document.element.body, styles))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise RefusedError(f"is a damaged Word document ({error})") from error
    heading = next((text for text, style in found[:_NEAR] if style in _TITLES and text), "")
    yield document_draft(
        "\n\n".join(text for text, _ in found if text),
        heading=heading,
        title=title,
        author="" if author == "python-docx" else author,
    )


def _paragraphs(body: Any, styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each paragraph's words and the name of its style; a row of a table is one."""
    rows = set()
    for element in body.iter(f"{_NAME}tr", f"{_NAME}p"):
        if any(each.tag == _FALLBACK for each in element.iterancestors()):
            continue
        if element.tag == f"{_NAME}tr":
            rows.add(element)
            cells = [" ".join(_words(cell).split()) for cell in element.iter(f"{_NAME}tc")]
            yield " | ".join(filter(None, cells)), ""
        elif not any(each in rows for each in element.iterancestors(f"{_NAME}tr")):
            style = element.find(f"{_NAME}pPr/{_NAME}pStyle")
            name = styles.get(style.get(f"{_NAME}val"), "") if style is not None else ""
            yield _words(element).strip(), name


def _words(element: Any) -> str:
    parts: list[str] = []
    for each in element.iter(f"{_NAME}t", f"{_NAME}p", *_BREAKS):
        if each.tag == f"{_NAME}t":
            parts.append(each.text or "")
        elif each.tag in _BREAKS:
            parts.append(_BREAKS[each.tag])
        elif each is not element and parts:
            parts.append("\n")
    return "".join(parts)
