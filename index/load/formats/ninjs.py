"""ninjs, the IPTC's news in JSON: versions 1, 2 (bodies, headlines) and 3 (camel case)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.errors import RefusedError
from index.load.base import Draft
from index.load.formats.embargo import refuse_embargo
from index.load.formats.fields import words
from index.load.markup import fragment_text
from index.text.byline import strip_by

_MARKS = {"bodies", "headlines", "body_text", "body_html", "body_xhtml", "versioncreated"}
_MARKS |= {"pubstatus", "descriptions", "infosources", "altids"}


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is a ninjs item."""
    names = {str(name).lower() for name in record}
    standard = record.get("standard")
    named = isinstance(standard, Mapping) and "ninjs" in str(standard.get("name", "")).lower()
    return named or ("uri" in names and len(names & _MARKS) >= 1)


def read_ninjs(record: Mapping[str, Any]) -> Draft:
    """Return the article of a ninjs item.

    Raises:
        RefusedError: it is withdrawn, under embargo, or not a text.
    """
    item = {str(name).lower(): value for name, value in record.items()}
    status = str(item.get("pubstatus") or "usable").lower()
    if status in ("canceled", "withheld"):
        raise RefusedError(f"is marked {status} by its publisher")
    refuse_embargo(item.get("embargoed"))
    text = _body(item)
    if not text.strip():
        kind = item.get("type")
        raise RefusedError(
            f"is a ninjs item of type {kind}, not a text"
            if kind not in (None, "text")
            else "is a ninjs item without a body"
        )
    uri = words(item.get("uri"))
    address = uri if uri.startswith("http") else words(item.get("url") or item.get("canonicalurl"))
    return Draft(
        text=text,
        title=_first(item.get("headlines")) or words(item.get("headline") or item.get("title")),
        id="" if uri.startswith("http") else uri,
        url=address or None,
        dates=[
            item.get(name)
            for name in ("firstcreated", "contentcreated", "versioncreated", "updated")
        ],
        source=_source(item),
        author=strip_by(words(item.get("by") or item.get("byline"))) or None,
        language=words(item.get("language")) or None,
    )


def _body(item: Mapping[str, Any]) -> str:
    """Return the body as paragraphs; HTML is preferred, for it marks them."""
    bodies = [each for each in _items(item.get("bodies")) if words(each.get("value")).strip()]
    kinds = [(_kind(each), words(each.get("value"))) for each in bodies]
    for kind, value in kinds:
        if "html" in kind:
            return fragment_text(value)
    for kind, value in kinds:
        if kind in ("", "text/plain") or "xml" not in kind:
            return value
    for name in ("body_html", "body_xhtml"):
        if words(item.get(name)).strip():
            return fragment_text(words(item[name]))
    return words(item.get("body_text"))


def _kind(body: Mapping[str, Any]) -> str:
    lower = {str(name).lower(): value for name, value in body.items()}
    kind = str(lower.get("contenttype") or "").lower()
    return kind or ("text/html" if "html" in str(lower.get("role") or "").lower() else "")


def _first(values: Any) -> str:
    """Return the value with role "main", else the first."""
    items = list(_items(values))
    chosen = [each for each in items if each.get("role") == "main"] or items
    return words(chosen[0].get("value")) if chosen else ""


def _source(item: Mapping[str, Any]) -> str | None:
    for name in ("infosources", "infosource"):
        for each in _items(item.get(name)):
            if each.get("name"):
                return words(each["name"])
    return words(item.get("source") or item.get("copyrightholder")) or None


def _items(values: Any) -> list[Mapping[str, Any]]:
    values = values if isinstance(values, list) else [values]
    return [each for each in values if isinstance(each, Mapping)]
