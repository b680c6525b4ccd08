"""OpenDocument texts, presentations and spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.documents.document import document_draft
from index.load.documents.packed import member_bytes, open_zip
from index.load.documents.sheets import sheet_drafts
from index.load.markup import refuse_entities
from index.load.settings import LoadSettings

_XML = ("content.xml", "meta.xml", "styles.xml", "settings.xml")
_MOST_REPEATED = 100
"""A cell that stands for more in a row is an empty one that fills the sheet."""


def read_opendocument(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read a text's headings and paragraphs, or a spreadsheet's rows.

    Raises:
        RefusedError: damaged, encrypted, or beyond the limits of what is unpacked.
    """
    document = _opened(raw, settings)
    from odf import dc, meta

    spreadsheet = getattr(document, "spreadsheet", None)
    if spreadsheet is not None and document.mimetype.endswith("spreadsheet"):
        for name, rows in _sheets(spreadsheet):
            yield from sheet_drafts(name, rows, raw, settings)
        return
    found = list(_paragraphs(document))
    heading = next((words for words, title in found[:6] if title and words), "")
    yield document_draft(
        "\n\n".join(words for words, _ in found if words),
        heading=heading,
        title=_property(document, dc.Title),
        author=_property(document, meta.InitialCreator) or _property(document, dc.Creator),
    )


def _opened(raw: Raw, settings: LoadSettings) -> Any:
    from xml.sax import SAXException

    from odf.opendocument import load

    with open_zip(raw.data, settings, "OpenDocument file") as archive:
        names = set(archive.namelist())
        if "content.xml" not in names:
            raise RefusedError("is no OpenDocument file (it has no content.xml)")
        for name in _XML:
            if name in names:
                refuse_entities(member_bytes(archive, name))
    try:
        return load(io.BytesIO(raw.data))
    except (SAXException, KeyError, ValueError, AttributeError, TypeError, AssertionError) as error:
        raise RefusedError(
            f"is a damaged or encrypted OpenDocument file ({type(error).__name__})"
        ) from error


def _paragraphs(document: Any) -> Iterator[tuple[str, bool]]:
    """Yield headings and paragraphs in order, and whether each is set as a title."""
    from odf import teletype
    from odf.element import Element

    todo = [document.body]
    while todo:
        node = todo.pop()
        kind = node.qname[1] if isinstance(node, Element) else ""
        if kind in ("h", "p"):
            style = str(node.getAttribute("stylename") or "").lower()
            level = str(node.getAttribute("outlinelevel") or "") if kind == "h" else ""
            yield teletype.extractText(node).strip(), style == "title" or level == "1"
        elif kind != "tracked-changes":
            todo.extend(reversed(getattr(node, "childNodes", [])))


def _property(document: Any, kind: Any) -> str:
    from odf import teletype

    found = document.meta.getElementsByType(kind)
    return teletype.extractText(found[0]).strip() if found else ""


def _sheets(spreadsheet: Any) -> Iterator[tuple[str, list[list[Any]]]]:
    from odf import teletype
    from odf.table import Table, TableCell, TableRow

    for table in spreadsheet.getElementsByType(Table):
        rows = []
        for row in table.getElementsByType(TableRow):
            cells: list[Any] = []
            for cell in row.getElementsByType(TableCell):
                times = int(cell.getAttribute("numbercolumnsrepeated") or 1)
                value = cell.getAttribute("datevalue") or teletype.extractText(cell)
                cells += [value] * (times if times <= _MOST_REPEATED else 1)
            rows.append(cells)
        yield str(table.getAttribute("name") or ""), rows
