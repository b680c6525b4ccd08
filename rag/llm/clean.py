"""A model's words without anything that a page could load, follow or run."""

from __future__ import annotations

import html
import re

from rag.injection import visible

_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_BLOCK = re.compile(
    r"<(script|style|iframe|svg|object|think|thinking)\b.*?(?:</\1\s*>|$)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!|][^<>]*>?")
# Labels are bounded so that many brackets that stay open take no longer than other signs.
_INSIDE = r"[^\]]{0,2000}"
_IMAGE = re.compile(rf"!\[{_INSIDE}\]\s*(?:\([^)]*\)?|\[{_INSIDE}\])")
_LINK = re.compile(rf"\[({_INSIDE})\]\s*\(\s*[^)]*\)?")
_REFERENCE = re.compile(
    r"^[^\S\n]*\[[^\]]{1,2000}\]:\s*(?:<|[a-z][a-z0-9+.-]*:|www\.|/|#).*$",
    re.MULTILINE | re.IGNORECASE,
)
_RAISED = re.compile(r"<sup>\s*+\[?([^<\]]{1,12}?)\]?(?<!\s)\s*+</sup>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\[\](){}])")
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{0,60}://|www\.|mailto:|javascript:|data:)\S+", re.IGNORECASE
)
_DOMAIN = re.compile(
    r"\b(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,20}[a-z]{2,}(?::\d+)?(?:/\S*)?(?=\W|$)"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:/\S*)?"
)
_LINE_START = re.compile(
    r"^[^\S\n]*(?:[-*+•▪‣]\s+|#{1,6}\s+|>\s*|\d{1,2}[.)]\s+(?=\S))", re.MULTILINE
)
_PREFIX = re.compile(r"^\s*(?:final\s+)?(?:answer|response|reply)\s*:\s*", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:\[?\d{1,2}[\].:]?\s+)?\(\d{4}-\d\d-\d\d[^)\n]*\)\s*")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|~~|`{1,3})")


def clean(text: str, known: str = "") -> str:
    """Return a model's words as plain text on one line.

    HTML, scripts, Markdown, images, links and addresses are taken out (a link's words stay),
    so that nothing in them can carry the conversation to another place.

    Args:
        text: what the model wrote.
        known: evidence; an address that stands in it word for word stays, as words.
    """
    text = _ESCAPED.sub(r"\1", visible(html.unescape(text)))
    text = _RAISED.sub(r"[\1]", text)
    text = _BLOCK.sub(" ", _COMMENT.sub(" ", text))
    text = _IMAGE.sub(" ", text)
    text = _LINK.sub(lambda match: _words(match[1]), text)
    text = _REFERENCE.sub(" ", text)
    text = _TAG.sub(" ", text)
    text = _ADDRESS.sub(" ", text)
    text = _DOMAIN.sub(lambda match: match[0] if match[0] in known else " ", text)
    text = _LABEL.sub("", _LINE_START.sub("", text))
    text = _EMPHASIS.sub("", _PREFIX.sub("", text)).replace("|", " ")
    return " ".join(text.split())


def _words(label: str) -> str:
    return f"[{label}]" if re.fullmatch(r"\W*\d{1,3}(?:\W+\d{1,3})*\W*", label) else label
