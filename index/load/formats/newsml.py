"""NewsML-G2, the IPTC's envelope for news: single items and news messages with many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.errors import RefusedError
from index.load.base import Draft, Refusal
from index.load.formats.embargo import refuse_embargo
from index.load.formats.nitf import byline, read_nitf
from index.load.markup import (
    element_text,
    find,
    fragment_text,
    inner_text,
    iterate,
    local_name,
)
from index.text.byline import strip_by

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WITHDRAWN = ("canceled", "withheld")


def read_newsml(root: Any, name: str) -> Iterator[Draft | Refusal]:
    """Read the text items of a NewsML-G2 document.

    Args:
        root: the parsed `newsItem` or `newsMessage`.
        name: how the user knows the file.

    Raises:
        RefusedError: it holds no news item, or its only item cannot be taken.
    """
    items = [root] if local_name(root) == "newsitem" else iterate(root, "newsitem")
    if not items:
        raise RefusedError("is NewsML-G2 without a news item")
    for number, item in enumerate(items, 1):
        part = f"item {number}" if len(items) > 1 else ""
        try:
            draft = _draft(item)
        except RefusedError as error:
            if not part:
                raise
            yield Refusal(f"{name} {part}", str(error))
            continue
        draft.part = part
        yield draft


def _draft(item: Any) -> Draft:
    status = _code(find(item, "itemmeta", "pubstatus"))
    if status in _WITHDRAWN:
        raise RefusedError(f"is marked {status} by its publisher")
    refuse_embargo(inner_text(find(item, "itemmeta", "embargoed")))
    kind = _code(find(item, "itemmeta", "itemclass"))
    content = find(item, "contentset")
    inner = _inner_nitf(content)
    text = inner.text if inner else _text(content)
    if not text.strip():
        raise RefusedError(
            "is a news item without text"
            if kind in ("", "text")
            else f"is a news item of class {kind}, not a text"
        )
    meta = find(item, "contentmeta")
    guid = item.get("guid") or ""
    headline = inner_text(find(meta, "headline")) if meta is not None else ""
    return Draft(
        text=text,
        title=headline or (inner.title if inner else ""),
        id="" if guid.startswith("http") else guid,
        url=guid if guid.startswith("http") else None,
        dates=[
            inner_text(find(item, "itemmeta", "firstcreated")),
            inner_text(find(item, "contentmeta", "contentcreated")),
            inner_text(find(item, "itemmeta", "versioncreated")),
        ],
        source=_name(find(item, "itemmeta", "provider"))
        or _name(find(item, "contentmeta", "infosource"))
        or _name(find(item, "rightsinfo", "copyrightholder")),
        author=_author(meta) or (inner.author if inner else None),
        language=_tag(find(item, "contentmeta", "language")) or item.get(_LANG),
    )


def _inner_nitf(content: Any) -> Draft | None:
    nitf = find(content, "nitf") if content is not None else None
    return read_nitf(nitf) if nitf is not None else None


def _text(content: Any) -> str:
    """Return the text of inline XHTML or inline data."""
    if content is None:
        return ""
    for inline in iterate(content, "inlinexml"):
        body = find(inline, "body")
        return element_text(body if body is not None else inline)
    for inline in iterate(content, "inlinedata"):
        words = "".join(inline.itertext())
        return fragment_text(words) if "html" in (inline.get("contenttype") or "") else words
    return ""


def _author(meta: Any) -> str | None:
    if meta is None:
        return None
    written = inner_text(find(meta, "by"))
    if written:
        return strip_by(written)
    names = [_name(each) for each in iterate(meta, "creator")]
    return ", ".join(name for name in names if name) or byline(find(meta, "byline"))


def _name(element: Any) -> str:
    if element is None:
        return ""
    return inner_text(find(element, "name")) or (element.get("literal") or "")


def _code(element: Any) -> str:
    """Return the last part of a qcode or uri ("stat:usable" → "usable")."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or ""
    return str(code).rstrip("/").rpartition("/")[2].rpartition(":")[2]


def _tag(element: Any) -> str | None:
    return element.get("tag") if element is not None else None
