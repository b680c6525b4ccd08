"""NITF, the News Industry Text Format of the IPTC (3.x)."""

from __future__ import annotations

from typing import Any

from index.errors import RefusedError
from index.load.base import Draft
from index.load.markup import element_text, find, inner_text
from index.text.byline import strip_by


def read_nitf(root: Any) -> Draft:
    """Return the article of an NITF document.

    Args:
        root: the parsed `nitf` element.

    Raises:
        RefusedError: it has no body, or is withdrawn.
    """
    docdata = find(root, "docdata")
    if docdata is not None and docdata.get("management-status") in (
        "canceled",
        "withheld",
        "embargoed",
    ):
        raise RefusedError(f"is marked {docdata.get('management-status')} by its publisher")
    body = find(root, "body.content")
    if body is None:
        raise RefusedError("is NITF without a body")
    headline = find(root, "hedline", "hl1")
    pubdata = find(root, "pubdata")
    return Draft(
        text=element_text(body),
        title=inner_text(headline) or inner_text(find(root, "head", "title")),
        id=_attribute(find(root, "doc-id"), "id-string") or "",
        dates=[
            _attribute(find(root, "date.issue"), "norm"),
            _attribute(pubdata, "date.publication"),
            _attribute(find(root, "body.head", "story.date"), "norm"),
            _attribute(find(root, "date.release"), "norm"),
        ],
        source=_attribute(pubdata, "name")
        or inner_text(find(root, "body.head", "distributor"))
        or _attribute(find(root, "doc.copyright"), "holder"),
        url=_attribute(pubdata, "ex-ref"),
        author=byline(find(root, "body.head", "byline")),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def byline(element: Any) -> str | None:
    """Return the names of a byline element, without "By" and without the writer's function."""
    if element is None:
        return None
    person = find(element, "person")
    words = inner_text(person)
    if not words:
        title = find(element, "byttl")
        words = inner_text(element)
        if title is not None and words != inner_text(title):
            words = words.replace(inner_text(title), "")
    return strip_by(words) or None


def _attribute(element: Any, name: str) -> str | None:
    return element.get(name) if element is not None else None
