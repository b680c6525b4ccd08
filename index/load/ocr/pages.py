"""Pictures and scanned PDFs, page by page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.errors import RefusedError
from index.load.base import Draft, Raw, Region
from index.load.documents.document import document_draft
from index.load.ocr.engine import INSTALL, installed, lines_of
from index.load.ocr.layout import blocks
from index.load.settings import LoadSettings

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_DOUBTFUL = 0.75
"""Mean score of a page under which the reader is told that it was hardly legible."""


def read_image(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read the words of a picture, or of the pages of a TIFF.

    Raises:
        RefusedError: damaged, too large, without words, or the extra is not installed.
    """
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(io.BytesIO(raw.data)) as picture:
            if picture.width * picture.height > settings.max_pixels:
                raise RefusedError(
                    f"is a picture of {picture.width} x {picture.height} pixels; the limit is "
                    f"{settings.max_pixels} (DATELINE_LOAD_MAX_PIXELS)"
                )
            if not installed():
                raise RefusedError(f"is a picture; {INSTALL}")
            frames = [
                ImageOps.exif_transpose(frame.convert("RGB"))
                for number, frame in enumerate(ImageSequence.Iterator(picture))
                if number < settings.max_ocr_pages
            ]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RefusedError(f"is a damaged picture ({error})") from error
    yield recognised(enumerate(frames, 1), "a picture")


def read_scan(raw: Raw, settings: LoadSettings, pages: Sequence[int]) -> Draft:
    """Return what the pages of a scanned PDF say.

    Args:
        raw: the PDF.
        settings: how many pages at most.
        pages: those to be recognised, from 0.

    Raises:
        RefusedError: the extra is not installed, or nothing can be recognised.
    """
    if not installed():
        raise RefusedError(f"is a PDF without a text layer (a scan); {INSTALL}")
    return recognised(_rendered(raw.data, pages[: settings.max_ocr_pages]), "a scan")


def page_image(data: bytes, page: int, dpi: int = DPI) -> Image:
    """Return a page of a PDF, or a frame of a picture, as it is shown.

    Args:
        data: the file.
        page: its number from 1.
        dpi: points of a PDF's page an inch.
    """
    if data.startswith(b"%PDF-"):
        rendered: Image = next(iter(_rendered(data, [page - 1], dpi)))[1]
        return rendered
    from PIL import Image as Images
    from PIL import ImageOps

    with Images.open(io.BytesIO(data)) as picture:
        picture.seek(page - 1)
        return ImageOps.exif_transpose(picture.convert("RGB"))


def _rendered(data: bytes, pages: Iterable[int], dpi: int = DPI) -> Iterator[tuple[int, Any]]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        for number in pages:
            page = document[number]
            longest = max(page.get_size()) or 1.0
            scale = min(dpi / 72, 5000 / longest)
            yield number + 1, page.render(scale=scale).to_pil()
    except (PdfiumError, OSError, ValueError) as error:
        raise RefusedError(f"is a damaged PDF ({error})") from error


def recognised(pages: Iterable[tuple[int, Image]], what: str) -> Draft:
    """Return the draft of pages that were recognised.

    Args:
        pages: their numbers from 1 and images.
        what: how a message calls them.

    Raises:
        RefusedError: no word stands on them.
    """
    paragraphs: list[str] = []
    regions: list[Region] = []
    for number, image in pages:
        aspect = image.height / max(1, image.width)
        for block in blocks(lines_of(image, number), aspect):
            paragraphs.append(_joined([line.text for line in block]))
            regions += block
    if not regions:
        raise RefusedError(f"is {what} on which no words can be recognised")
    draft = document_draft("\n\n".join(paragraphs))
    draft.regions = regions
    score = sum(line.score * len(line.text) for line in regions) / sum(
        len(line.text) for line in regions
    )
    if score < _DOUBTFUL:
        draft.notices.append(
            f"was hardly legible (recognised with a certainty of {score:.0%}); its script may be "
            "one that the models do not know"
        )
    return draft


def _joined(lines: Sequence[str]) -> str:
    """Return the lines of a paragraph as one, words that were divided mended."""
    text = lines[0]
    for line in lines[1:]:
        divided = _HYPHEN.search(text) and line[:1].islower()
        text = text[:-1] + line if divided else f"{text} {line}"
    return text
