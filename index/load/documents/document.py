"""What a document says of itself in its first lines."""

from __future__ import annotations

from index.load.base import Draft
from index.load.clean import clean_line
from index.load.heads import read_head
from index.load.masthead import split_masthead
from index.load.titles import is_title


def document_draft(text: str, *, heading: str = "", title: str = "", author: str = "") -> Draft:
    """Return the draft of a document: outlet, day and byline come from its first lines.

    When a document was made is not when it was published: its own dates are not believed.

    Args:
        text: its paragraphs, a line each.
        heading: the line of it that is set as its title, "" where none is.
        title: what its properties call it.
        author: whom its properties name.
    """
    outlet, text = split_masthead(text)
    head = read_head(text)
    words = head.text
    if heading:
        words = "\n".join(_without(words.split("\n"), heading))
    named = heading or (clean_line(title) if is_title(title) else "")
    draft = Draft(words, title=named, dates=[*head.dates], source=outlet, headline=not named)
    for name, value in head.fields.items():
        setattr(draft, name, value)
    draft.author = draft.author or clean_line(author) or None
    return draft


def _without(lines: list[str], heading: str) -> list[str]:
    """Return lines less the first that is the heading."""
    at = next((n for n, line in enumerate(lines) if line.strip() == heading), None)
    return lines if at is None else lines[:at] + lines[at + 1 :]
