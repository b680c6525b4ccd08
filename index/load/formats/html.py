"""Web pages."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import RefusedError
from index.load.base import Draft, Raw
from index.load.decode import decode
from index.load.settings import LoadSettings


def read_html(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read the article of a page, with what its metadata say of it.

    Raises:
        RefusedError: no article was found in it.
    """
    from trafilatura import bare_extraction

    page = bare_extraction(
        decode(raw.data, raw.charset), url=raw.url, with_metadata=True, include_comments=False
    )
    if page is None or not page.text:
        raise RefusedError("no article text was found in the page")
    yield Draft(
        page.text,
        title=page.title or "",
        dates=[page.date],
        source=page.sitename,
        url=page.url,
        author=page.author,
        declared=page.language,
    )
