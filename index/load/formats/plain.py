"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from index.load.base import Draft, Raw
from index.load.clean import unwrap
from index.load.decode import decode
from index.load.heads import read_head
from index.load.settings import LoadSettings


def read_plain(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read one article of plain text; date, byline and headline come from its first lines."""
    text = decode(raw.data, raw.charset).replace("\r\n", "\n").replace("\r", "\n")
    head = read_head(text)
    draft = Draft(unwrap(head.text), dates=[*head.dates], headline=True)
    for name, value in head.fields.items():
        setattr(draft, name, value)
    yield draft
