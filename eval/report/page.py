"""A report made of parts: one HTML file that needs nothing else, and the same in Markdown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from eval.errors import RunError
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
    from jinja2 import Environment, FileSystemLoader

    here = FileSystemLoader(Path(__file__).parent)
    templates = Environment(loader=here, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    templates.filters["drawing"] = _drawing
    return templates.get_template("page.html").render(title=title, sections=sections)


def _drawing(part: Plot) -> str:
    from markupsafe import Markup

    try:
        return Markup(part.draw())  # noqa: S704 - matplotlib escapes what it draws
    except ImportError:
        _log.debug("no drawing of %s", part.caption, exc_info=True)
        return "matplotlib, which draws, is not installed; pip install 'dateline[report]'"


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
