"""Markup to text: fragments of HTML and parsed XML as paragraphs; XML opened safely."""

from __future__ import annotations

import logging
import re
from typing import Any

from index.errors import RefusedError

_log = logging.getLogger(__name__)

_BLOCKS = {
    "p", "div", "section", "article", "blockquote", "li", "ul", "ol", "tr", "table", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "dl", "dt", "dd", "header", "main", "block",
    "bq", "caption", "html", "body", "hr", "tbody", "td", "th",
}  # fmt: skip
_LEFT_OUT = {
    "script", "style", "template", "noscript", "iframe", "svg", "button", "form", "nav", "aside",
    "figure", "media", "img", "audio", "video", "head", "title", "object", "embed",
}  # fmt: skip
_DEEPEST = 200
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|a|strong|em|b|i|span|img|section|article)\b[^<>]*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def fragment_text(markup: str) -> str:
    """Return the text of a piece of HTML, its paragraphs divided by empty lines.

    Scripts, pictures with their captions, forms and navigation are left out.
    """
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(_without_nulls(markup), create_parent="div")
    except (etree.LxmlError, ValueError):
        _log.debug("markup that cannot be read loses its tags only", exc_info=True)
        return re.sub(r"<[^<>]*>", " ", markup)
    return element_text(root)


def maybe_html(text: str) -> str:
    """Return a text as it is, or its words when it is marked up as HTML."""
    return fragment_text(text) if _LOOKS_LIKE_HTML.search(text) else text


def element_text(root: Any) -> str:
    """Return the text of an lxml or ElementTree element as paragraphs."""
    parts: list[str] = []
    _collect(root, parts, 0)
    paragraphs = (" ".join(each.split()) for each in "".join(parts).split("\0"))
    return "\n\n".join(each for each in paragraphs if each)


def _collect(element: Any, parts: list[str], depth: int) -> None:
    name = local_name(element)
    if name in _LEFT_OUT or depth > _DEEPEST or not name:
        return
    block = name in _BLOCKS
    if block or name == "br":
        parts.append("\0")
    parts.append(_without_nulls(element.text or ""))
    for child in element:
        _collect(child, parts, depth + 1)
        parts.append(_without_nulls(child.tail or ""))
    if block:
        parts.append("\0")


def _without_nulls(text: str) -> str:
    return text.replace("\0", "")


def local_name(element: Any) -> str:
    """Return an element's name without namespace, lower case; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def parse_xml(data: bytes) -> Any:
    """Parse XML without entities and without reading anything it refers to.

    A document type is tolerated, as NITF files carry one, but never fetched.

    Returns:
        The root, an ElementTree element.

    Raises:
        RefusedError: it is not well formed or declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(data.strip(), forbid_dtd=False, forbid_entities=True)
    except DefusedXmlException as error:
        raise RefusedError("declares XML entities, which are not read for safety") from error
    except ParseError as error:
        raise RefusedError(f"is not well-formed XML: {error}") from error
    except (ValueError, LookupError) as error:
        raise RefusedError(f"is XML in an encoding that is not read: {error}") from error


def refuse_entities(data: bytes) -> None:
    """Refuse XML that declares entities, before a lenient parser sees it.

    Raises:
        RefusedError: it declares entities.
    """
    if _ENTITY.search(data[:100_000].replace(b"\0", b"")):
        raise RefusedError("declares XML entities, which are not read for safety")


def find(element: Any, *names: str) -> Any:
    """Return the first descendant reached by a path of local names, None when there is none.

    Args:
        element: where to begin; the first name may lie at any depth below it.
        names: local names; each after the first is looked for below the one before.
    """
    for name in names:
        element = next((each for each in iterate(element, name)), None)
        if element is None:
            return None
    return element


def iterate(element: Any, name: str) -> list[Any]:
    """Return all descendants with a local name, in document order."""
    return [each for each in element.iter() if each is not element and local_name(each) == name]


def inner_text(element: Any) -> str:
    """Return an element's words as one line, "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
