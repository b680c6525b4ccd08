"""Headlines that open their articles, a line each with outlet and day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ui.render.escape import day, element, esc
from ui.texts import Texts

Line = tuple[str, str, str | None, date | None]
"""Of an article: id, title, outlet, day."""


def headlines(lines: Iterable[Line], texts: Texts) -> str:
    """Return a list of headlines."""
    items = []
    for article_id, title, source, on in lines:
        button = element(
            "button",
            esc(title or article_id),
            type="button",
            class_="dl-headline",
            dir="auto",
            data_action="read",
            data_article=article_id,
        )
        origin = " · ".join(part for part in (esc(source or ""), day(on, texts)) if part)
        line = element("span", origin, class_="dl-dateline")
        items.append(element("li", button + line))
    return element("ul", "".join(items), class_="dl-headlines")
