"""Markdown with front matter in YAML or TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.load.base import Draft, Raw
from index.load.decode import decode
from index.load.formats.fields import draft_from
from index.load.formats.front import split_front
from index.load.formats.prose import plain_text
from index.load.heads import read_head
from index.load.settings import LoadSettings


def read_markdown(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read one article of Markdown; front matter gives title, date, outlet, address, author.

    The text keeps what a reader sees: links become their words, images go, headings stay as
    lines. A first heading becomes the title when the front matter has none.
    """
    text = decode(raw.data, raw.charset).replace("\r\n", "\n").replace("\r", "\n")
    front, body = split_front(text)
    draft = draft_from({**front, "text": body}, settings)
    if not any(draft.dates):
        head = read_head(body)
        if head.dates or not front:
            body, draft.dates = head.text, head.dates
            for name, value in head.fields.items():
                setattr(draft, name, getattr(draft, name) or value)
    heading = re.match(r"\s*+(?:#[ \t]++(.+)|([^\n]+)\n=+[ \t]*)(?:\n|\Z)", body)
    if heading and plain_text(body[heading.end() :]).strip():
        title = plain_text(heading[2] or heading[1].rstrip(" \t").rstrip("#"))
        if not draft.title or _same(draft.title, title):
            draft.title = draft.title or title
            body = body[heading.end() :]
            if not any(draft.dates):
                head = read_head(body)
                body, draft.dates = head.text, head.dates
                draft.author = draft.author or head.author
    draft.text = plain_text(body)
    draft.headline = not front
    yield draft


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
