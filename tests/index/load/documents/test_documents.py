"""Documents of an office, written in the test by the libraries that offices use."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import H, P

from index.load import Found, Loaded, Refusal, load
from tests.support.newsfiles import BODY, SECOND, pdf


def read(path: Path) -> list[Loaded]:
    return list(load([path]))


def one(path: Path) -> Found:
    (item,) = read(path)
    assert isinstance(item, Found), item
    return item


def test_word(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Harbour Herald | 16 December 2025")
    document.add_heading("Storm breaks pier", 1)
    document.add_paragraph("By Ada Berg")
    paragraph = document.add_paragraph(BODY)
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")}><w:r><w:t xml:space="preserve"> It was added.</w:t></w:r>'
            "</w:ins>"
        )
    )
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>Gone.</w:delText></w:r></w:del>")
    )
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Port", "Ships", "Tarvik", "14"], strict=True):
        cell.text = words
    document.save(tmp_path / "a.docx")
    found = one(tmp_path / "a.docx")
    assert (found.source, found.title, found.author) == (
        "Harbour Herald",
        "Storm breaks pier",
        "Ada Berg",
    )
    assert found.date == date(2025, 12, 16)
    assert found.text == f"{BODY} It was added.\n\nPort | Ships\n\nTarvik | 14"


def test_rich_text(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(
        r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}{\info{\title Ferry plan}{\author Ada Brill}}"
        r"\f0 Harbour Herald, 3 March 2025\par The night ferry sails again, the caf\'e9 said.\par}",
        "ascii",
    )
    found = one(tmp_path / "a.rtf")
    assert (found.title, found.author, found.source) == (
        "Ferry plan",
        "Ada Brill",
        "Harbour Herald",
    )
    assert found.text == "The night ferry sails again, the café said."
    assert found.date == date(2025, 3, 3)


def test_open_document(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Storm breaks pier"))
    document.text.addElement(P(text="Published: 16 December 2025"))
    document.text.addElement(P(text=BODY))
    document.save(str(tmp_path / "a.odt"))
    found = one(tmp_path / "a.odt")
    assert (found.title, found.text, found.date) == (
        "Storm breaks pier",
        BODY,
        date(2025, 12, 16),
    )


def test_a_workbook_of_articles(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Title", None, "text", "date"],
        ["Storm", None, BODY, date(2025, 12, 16)],
        ["Empty", None, None, None],
    ):
        book.active.append(row)
    book["Sheet"]["A1"] = "title"
    book.save(tmp_path / "a.xlsx")
    first, second = read(tmp_path / "a.xlsx")
    assert isinstance(first, Found) and isinstance(second, Refusal)
    assert (first.title, first.text, first.date) == ("Storm", BODY, date(2025, 12, 16))
    assert second.name.endswith("a.xlsx sheet Sheet row 3")


def test_a_workbook_of_figures_is_read_as_lines(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Ships"
    for row in (["Port", "Ships", "Since"], ["Tarvik", 14.0, date(2025, 3, 1)], ["Lom", 3.5, None]):
        book.active.append(row)
    book.create_sheet("Nothing")
    book.save(tmp_path / "a.xlsx")
    found = one(tmp_path / "a.xlsx")
    assert found.title == "Ships"
    assert found.text == "Port: Tarvik; Ships: 14; Since: 2025-03-01\n\nPort: Lom; Ships: 3.5"


def test_a_sheet_of_open_document(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Ships")
    for cells in (["Port", "Ships"], ["Tarvik", "14"]):
        row = TableRow()
        for words in cells:
            cell = TableCell()
            cell.addElement(P(text=words))
            row.addElement(cell)
        row.addElement(TableCell(numbercolumnsrepeated="16000"))
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    found = one(tmp_path / "a.ods")
    assert (found.title, found.text) == ("Ships", "Port: Tarvik; Ships: 14")


@pytest.mark.parametrize(
    ("lines", "outlet", "title", "day"),
    [
        (["Harbour Herald", "3 March 2025", "Ferry returns to Lom"], "Harbour Herald", "Ferry", 3),
        (["Coastline · 3 March 2025", "Ferry returns to Lom"], "Coastline", "Ferry", 3),
        (["Ferry returns to Lom", "3 March 2025", "By Ada Berg"], None, "Ferry", 3),
        (["Seoul, 3 March 2025", "Ferry returns to Lom"], None, "", 3),
        (["Daily News", "Ferry returns to Lom", "By Ada Berg"], "Daily News", "Ferry", None),
    ],
)
def test_the_head_of_a_printed_page(
    tmp_path: Path, lines: list[str], outlet: str | None, title: str, day: int | None
) -> None:
    body = [BODY[:60], BODY[60:], "Repairs went on for weeks, and nobody knew why that was so."]
    (tmp_path / "a.pdf").write_bytes(pdf([*lines, *body]))
    found = one(tmp_path / "a.pdf")
    assert found.source == outlet
    assert found.title.startswith(title)
    assert (found.date.day if found.date else None) == day
    if outlet:
        assert outlet not in found.text


@pytest.mark.parametrize(("named", "author"), [("Ada Berg", "Ada Berg"), ("anonymous", None)])
def test_a_program_is_no_author(tmp_path: Path, named: str, author: str | None) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(["Ferry returns to Lom", BODY], author=named))
    assert one(tmp_path / "a.pdf").author == author


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.ods", "a.xlsx", "a.rtf", "a.msg", "a.zip"])
def test_what_is_damaged_is_refused_in_a_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04" + bytes(200))
    (refused,) = read(tmp_path / name)
    assert isinstance(refused, Refusal)
    assert "damaged" in refused.reason or "is not" in refused.reason
    assert "Error" not in refused.reason


def test_an_open_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    import zipfile

    document = OpenDocumentText()
    document.text.addElement(P(text=SECOND))
    whole = io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "a.odt", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "content.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)
            target.writestr(name, data)
    (refused,) = read(tmp_path / "a.odt")
    assert isinstance(refused, Refusal) and "entities" in refused.reason
