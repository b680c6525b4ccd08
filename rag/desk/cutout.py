"""The piece of a scan that a quotation was read from."""

from __future__ import annotations

import io
from pathlib import Path

from index.archive import Index
from index.errors import DatelineError, RefusedError
from index.folder.scans import scan_of

_MARGIN = 0.01
"""Share of the page's width and height that is shown around the words."""


def cutout(archive: Index, article_id: str, start: int, end: int) -> bytes:
    """Return the piece of a scan on which a span of an article's text stands, as PNG.

    A span over several pages is shown as it stands on the first.

    Args:
        archive: holds the article.
        article_id: of the article.
        start: first character, an offset into its text.
        end: one past the last character.

    Raises:
        ArticleNotFoundError: there is no such article.
        DatelineError: it was not recognised on a scan, or the scan is no longer there.
    """
    article = archive.article(article_id)
    scan = scan_of(archive.folder, article.sha256)
    places = scan.of(start, end) if scan else []
    if scan is None or not places:
        raise DatelineError(f"the article {article_id} was not read from a scan there")
    page = places[0].page
    boxes = [each.box for each in places if each.page == page]
    from index.load.ocr.pages import page_image

    try:
        image = page_image(Path(scan.location).read_bytes(), page)
    except (OSError, RefusedError, ImportError) as error:
        raise DatelineError(f"the scan {scan.location} cannot be shown ({error})") from error
    box = (
        max(0.0, min(each[0] for each in boxes) - _MARGIN) * image.width,
        max(0.0, min(each[1] for each in boxes) - _MARGIN) * image.height,
        min(1.0, max(each[2] for each in boxes) + _MARGIN) * image.width,
        min(1.0, max(each[3] for each in boxes) + _MARGIN) * image.height,
    )
    file = io.BytesIO()
    image.crop((int(box[0]), int(box[1]), int(box[2]), int(box[3]))).save(file, "PNG")
    return file.getvalue()
