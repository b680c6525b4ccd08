"""A report made of parts: one HTML file that needs nothing else, and the same in Markdown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeAlias

from eval.errors import RunError
from eval.report.style import CSS, FILTER
from eval.report.table import Table, flat

_log = logging.getLogger(__name__)

LISTED = 20
"""Questions under one heading in Markdown; the HTML file has all."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing: its caption, and what returns it as SVG."""

    caption: str
    draw: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A question that can be opened.

    Attributes:
        question: as asked.
        told: (term, text) of what is known of it.
        passages: (heading, text, whether it is gold) of what was read.
    """

    question: str
    told: Sequence[tuple[str, str]]
    passages: Sequence[tuple[str, str, bool]] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """Questions under one heading."""

    title: str
    ones: Sequence[Case]


Part: TypeAlias = str | Table | Plot | Cases
"""A paragraph, a table, a drawing, or questions."""

Section: TypeAlias = tuple[str, Sequence[Part]]
"""A heading and what stands under it."""


def write(folder: Path, name: str, title: str, sections: Sequence[Section]) -> Path:
    """Write NAME.html and NAME.md into a folder; return the HTML file.

    Raises:
        RunError: the folder cannot be written to.
    """
    file = folder / f"{name}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(html(title, sections), encoding="utf-8")
        file.with_suffix(".md").write_text(markdown(title, sections), encoding="utf-8")
    except OSError as error:
        raise RunError(f"{folder}: cannot be written ({error.strerror})") from None
    return file


def html(title: str, sections: Sequence[Section]) -> str:
    """Return the page."""
    body = "".join(
        f'<section id="set{number}"><h2>{escape(name)}</h2>{"".join(map(_html, parts))}</section>'
        for number, (name, parts) in enumerate(sections)
    )
    links = "".join(
        f'<a href="#set{number}">{escape(name)}</a>' for number, (name, _) in enumerate(sections)
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Dateline: {escape(title)}</title><style>{CSS}</style></head><body>"
        f'<h1>{escape(title)}</h1><nav>{links}</nav><p><input id="filter" type="search"'
        ' placeholder="Show only questions with these words"'
        f' aria-label="Show only questions with these words"></p>{body}'
        f"<script>{FILTER}</script></body></html>\n"
    )


def _html(part: Part) -> str:
    if isinstance(part, str):
        return f'<p class="quiet">{escape(part)}</p>'
    if isinstance(part, Table):
        return part.html()
    if isinstance(part, Cases):
        ones = "".join(map(_case, part.ones)) or "<p>None.</p>"
        return f"<h3>{escape(part.title)}</h3>{ones}"
    try:
        drawing = part.draw()
    except ImportError:
        _log.debug("no drawing of %s", part.caption, exc_info=True)
        drawing = "matplotlib, which draws, is not installed; pip install 'dateline[report]'"
    return f"<figure><figcaption>{escape(part.caption)}</figcaption>{drawing}</figure>"


def _case(one: Case) -> str:
    told = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in one.told)
    passages = "".join(
        f'<div class="passage{" gold" if gold else ""}"><span class="quiet">{escape(heading)}'
        f"</span><br>{escape(text)}</div>"
        for heading, text, gold in one.passages
    )
    return (
        f'<details class="case"><summary>{escape(one.question)}</summary>'
        f"<div><dl>{told}</dl>{passages}</div></details>"
    )


def markdown(title: str, sections: Sequence[Section]) -> str:
    """Return the same without its drawings, with the first questions under each heading."""
    lines = [f"# {title}", ""]
    for name, parts in sections:
        if name != title:
            lines += [f"# {name}", ""]
        for part in parts:
            if isinstance(part, str):
                lines += [part, ""]
            elif isinstance(part, Table):
                lines.append(part.markdown())
            elif isinstance(part, Cases):
                lines += [f"## {part.title}", "", *map(_item, part.ones[:LISTED])]
                more = len(part.ones) - LISTED
                lines += [f"- … and {more} more", ""] if more > 0 else [""]
    return "\n".join(lines)


def _item(one: Case) -> str:
    told = [f"  {term}: {flat(text)}" for term, text in one.told]
    return "  \n".join([f"- **{flat(one.question)}**", *told])
