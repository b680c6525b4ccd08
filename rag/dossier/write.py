"""A dossier as Markdown, as a Word document and as PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rag.dossier.model import Dossier
from rag.errors import NoteError

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|<>~-])")
# Fonts of other scripts that every reader of PDF brings (Adobe's CID fonts).
_SCRIPTS = (
    (re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]"), "HYSMyeongJo-Medium"),
    (re.compile(r"[\u3040-\u30ff]"), "HeiseiMin-W3"),
    (re.compile(r"[\u4e00-\u9fff]"), "STSong-Light"),
)
_WESTERN = "Times-Roman"


def writer_for(path: Path) -> Callable[[Dossier], bytes]:
    """Return what turns a dossier into a file's bytes.

    Raises:
        NoteError: no format of dossiers is called so.
    """
    found = _WRITERS.get(path.suffix.lower())
    if found is None:
        raise NoteError(f"{path} is not a dossier; name it .docx, .pdf or .md")
    return found


def markdown(dossier: Dossier) -> bytes:
    """Return a dossier as Markdown in which no words are markup."""
    lines = [f"# {_plain(dossier.title)}", ""]
    before = {"heading": "## ", "quote": "> ", "remark": "*Note:* ", "text": ""}
    for part in dossier.parts:
        marks = "".join(f" [{n}]" for n in part.works)
        words = _plain(part.text)
        words = f"“{words}”" if part.kind == "quote" else words
        lines += [f"{before[part.kind]}{words}{marks}", ""]
    lines += ["## Bibliography", ""]
    lines += [f"{n}. {_plain(work.line())}" for n, work in enumerate(dossier.works, 1)]
    return ("\n".join(lines) + "\n").encode()


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def word(dossier: Dossier) -> bytes:
    """Return a dossier as a Word document."""
    from docx import Document

    document = Document()
    document.core_properties.title = dossier.title
    document.core_properties.author = ""
    document.add_heading(_clean(dossier.title), 0)
    styles = {"quote": "Quote", "text": None, "remark": "List Bullet"}
    for part in dossier.parts:
        if part.kind == "heading":
            document.add_heading(_clean(part.text), 1)
        else:
            document.add_paragraph(_clean(part.marked), style=styles[part.kind])
    document.add_heading("Bibliography", 1)
    for number, work in enumerate(dossier.works, 1):
        document.add_paragraph(_clean(f"[{number}] {work.line()}"))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _clean(text: str) -> str:
    """Return a text without the characters that XML does not take."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", " ".join(text.split()))


def pdf(dossier: Dossier) -> bytes:
    """Return a dossier as PDF, in Western, Korean, Japanese and Chinese letters.

    Raises:
        NoteError: it has letters of another script.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import SimpleDocTemplate, Spacer

    body = ParagraphStyle("body", fontName=_WESTERN, fontSize=11, leading=15, spaceAfter=7)
    styles = {
        "title": ParagraphStyle("title", body, fontSize=20, leading=25, spaceAfter=16),
        "heading": ParagraphStyle("heading", body, fontSize=14, leading=18, spaceBefore=10),
        "text": body,
        "quote": ParagraphStyle("quote", body, leftIndent=24, rightIndent=24, textColor="#333333"),
        "remark": ParagraphStyle("remark", body, leftIndent=24, bulletIndent=12),
        "work": ParagraphStyle("work", body, leftIndent=24, firstLineIndent=-24, fontSize=10),
    }
    story: list[Any] = [_paragraph(dossier.title, styles["title"])]
    story += [_paragraph(part.marked, styles[part.kind]) for part in dossier.parts]
    story += [Spacer(0, 10), _paragraph("Bibliography", styles["heading"])]
    story += [
        _paragraph(f"[{number}] {work.line()}", styles["work"])
        for number, work in enumerate(dossier.works, 1)
    ]
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, title=dossier.title, author="").build(story)
    return file.getvalue()


def _paragraph(text: str, style: Any) -> Any:
    """Return a paragraph in a font that has its letters."""
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph

    clean = _clean(text)
    font = next((name for script, name in _SCRIPTS if script.search(clean)), None)
    if font is None:
        try:
            clean.encode("cp1252")
        except UnicodeEncodeError as error:
            letters = clean[error.start : error.start + 1]
            raise NoteError(
                f"the PDF has no letters for {letters!r}; write the dossier as .docx or .md"
            ) from error
        return Paragraph(escape(clean), style)
    if font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    own = ParagraphStyle(f"{style.name}-{font}", style, fontName=font, wordWrap="CJK")
    return Paragraph(escape(clean), own)


_WRITERS: dict[str, Callable[[Dossier], bytes]] = {".md": markdown, ".docx": word, ".pdf": pdf}
