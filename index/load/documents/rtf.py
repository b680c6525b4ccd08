"""Rich text (RTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import RefusedError
from index.load.base import Draft, Raw
from index.load.documents.document import document_draft
from index.load.settings import LoadSettings

_INFO = re.compile(r"\{\\(title|author)\s([^{}]{1,500})\}")


def read_rtf(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read a document's words; its own code page tells the letters beyond ASCII.

    Raises:
        RefusedError: it is no RTF.
    """
    from striprtf.striprtf import rtf_to_text

    source = raw.data.decode("latin-1")
    if not source.lstrip().startswith("{\\rtf"):
        raise RefusedError("is not a rich-text document")
    try:
        text = rtf_to_text(source, errors="replace")
    except (LookupError, ValueError, RecursionError) as error:
        raise RefusedError(f"is a damaged rich-text document ({error})") from error
    known = {
        name: rtf_to_text(f"{{\\rtf1 {value}}}", errors="replace").strip()
        for name, value in _INFO.findall(source[:20_000])
    }
    lines = [line.strip() for line in text.split("\n")]
    yield document_draft(
        "\n\n".join(filter(None, lines)),
        title=known.get("title", ""),
        author=known.get("author", ""),
    )
