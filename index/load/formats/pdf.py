"""PDF files with a text layer."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from index.errors import RefusedError
from index.load.base import Draft, Raw
from index.load.clean import clean_line, unwrap
from index.load.heads import read_head
from index.load.masthead import split_masthead
from index.load.settings import LoadSettings
from index.load.titles import is_title

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n[ \t]*(?=[^\W\d_])")
_FEWEST_LETTERS = 25
_NOBODY = frozenset(("", "anonymous", "unknown", "unspecified", "user"))
"""Authors that programs name where nobody did."""


def read_pdf(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read the text layer of a PDF as one article.

    Words divided at line ends are joined, page numbers and lines that repeat on every page go.
    The file's creation date is not believed: it tells when the PDF was made.

    Raises:
        RefusedError: damaged, encrypted, or a scan without text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError("is an encrypted PDF; save a copy without a password")
        pages = [page.extract_text() for page in reader.pages]
        metadata = reader.metadata
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        raise RefusedError(f"is a damaged PDF ({error})") from error
    letters = sum(c.isalpha() for page in pages for c in page)
    if not pages:
        raise RefusedError("is a PDF without pages")
    if letters < _FEWEST_LETTERS:
        from index.load.ocr.pages import read_scan

        yield read_scan(raw, settings, range(len(pages)))
        return
    outlet, text = split_masthead(_joined(pages))
    head = read_head(text)
    title = clean_line(metadata.title if metadata else "")
    draft = Draft(
        unwrap(head.text, always=True),
        title=title if is_title(title) else "",
        dates=[*head.dates],
        source=outlet,
        headline=True,
    )
    for name, value in head.fields.items():
        setattr(draft, name, value)
    author = clean_line(metadata.author if metadata else "")
    draft.author = draft.author or (author if author.lower() not in _NOBODY else None)
    yield draft


def _joined(pages: list[str]) -> str:
    """Return the pages as one text, running heads and page numbers left out, hyphens mended."""
    split = [[line.rstrip() for line in page.split("\n")] for page in pages]
    edges = Counter(_masked(line) for lines in split for line in {*_edge(lines)} if line.strip())
    most = max(3, (len(pages) + 1) // 2)
    running = {line for line, count in edges.items() if count >= most and len(pages) >= 3}
    kept: list[str] = []
    for lines in split:
        kept.extend(
            line
            for line in lines
            if _masked(line) not in running
            and not re.fullmatch(r"[-–]?\s?\d{1,4}\s?[-–]?", line.strip())
        )
    text = "\n".join(kept)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return _HYPHENATED.sub(_mend, text)


def _edge(lines: list[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    return filled[:2] + filled[-2:]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _mend(match: re.Match[str]) -> str:
    r"""Join a divided word; a hyphen before a capital is part of the name ("Anglo-\\nIrish")."""
    return "-" if match.string[match.end() : match.end() + 1].isupper() else ""
