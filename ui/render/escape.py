"""The only way in which words from outside reach the page."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date

from index.load import address
from ui.texts import Texts

_VOID = frozenset({"br", "input"})


def esc(value: object) -> str:
    """Return a value as text that is safe inside an element and inside a quoted attribute.

    Control characters that no browser shows are left out, line ends and tabs stay.
    """
    text = "".join(c for c in str(value) if c in "\n\t" or (c >= " " and c != "\x7f"))
    return html.escape(text, quote=True)


def attributes(values: Mapping[str, object]) -> str:
    """Return attributes with a leading space each; None and False are left out."""
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        parts.append(f" {name}" if value is True else f' {name}="{esc(value)}"')
    return "".join(parts)


def element(tag: str, inner: str = "", /, **values: object) -> str:
    """Return one element around HTML that is already safe.

    Args:
        tag: name of the element.
        inner: safe HTML.
        values: attributes; `class_` is written `class`, other underscores become hyphens.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in values.items()}
    opened = f"<{tag}{attributes(named)}>"
    return opened if tag in _VOID else f"{opened}{inner}</{tag}>"


def web_address(url: str | None) -> str | None:
    """Return the address if a browser may open it (http or https with a host), else None."""
    return address.web_address(url) if url and all(c > " " for c in url) else None


def link(url: str | None, inner: str, **values: object) -> str:
    """Return safe HTML as a link to a page elsewhere, or as it is when the address is unfit."""
    fit = web_address(url)
    if fit is None:
        return inner
    return element(
        "a",
        inner,
        href=fit,
        target="_blank",
        rel="noopener noreferrer nofollow",
        referrerpolicy="no-referrer",
        **values,
    )


def day(value: date | None, texts: Texts | None = None) -> str:
    """Return a day as a `<time>` element, or an empty string where there is none.

    Args:
        value: the day.
        texts: the language that it is written in; None for ISO form.
    """
    if value is None:
        return ""
    iso = value.isoformat()
    return element("time", esc(texts.day(value)) if texts else iso, datetime=iso)


def code(text: str) -> str:
    """Return a message as safe HTML; what it has between backticks is set as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return esc(text.replace("`", "'"))
    return "".join(
        element("code", esc(part)) if n % 2 else esc(part) for n, part in enumerate(parts)
    )
