"""Whether an article that is offered can be stored: nothing that could not be read back gets in."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from index.article import Article, text_sha256

_WORDS = ("id", "text", "title", "source", "url", "author", "language")
_NEEDED = ("id", "text", "title")
_TORN = re.compile("[\ud800-\udfff]")


def problem(article: Article) -> str | None:
    """Return why an article cannot be stored, None when it can.

    Args:
        article: from a loader, an export, or a program whose types nobody checked.
    """
    for name in _WORDS:
        reason = _words(name, getattr(article, name))
        if reason:
            return reason
    if not article.text.strip():
        return "has no text"
    for name, kind in (("date", date), ("published", datetime)):
        value = getattr(article, name)
        if value is not None and not isinstance(value, kind):
            return f"has a {name} that is no {kind.__name__} ({value!r})"
    if article.sha256 != text_sha256(article.text):
        return f"does not have the sha256 that it states ({str(article.sha256)[:12]}…)"
    return None


def whole(text: str) -> str:
    """Return a text without torn characters, which no store takes and nothing stored has.

    Bytes of a command line that are no text come as such characters.
    """
    return _TORN.sub("\ufffd", text)


def _words(name: str, value: Any) -> str | None:
    if value is None and name not in _NEEDED:
        return None
    if not isinstance(value, str):
        return f"has {'an' if name == 'id' else 'a'} {name} that is not text ({value!r})"
    torn = _TORN.search(value)
    return f"has a torn character in its {name} (U+{ord(torn[0]):04X})" if torn else None
