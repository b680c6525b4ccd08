"""Pages drawn as a scanner would leave them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

HEIGHT = 30
MARGIN = 90


def wrapped(text: str, width: int = 62) -> list[str]:
    """Return the lines of a text as they are printed, paragraphs apart by an empty one."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        lines += [*textwrap.wrap(paragraph, width, break_on_hyphens=False), ""]
    return lines[:-1]


def sheet(*columns: Sequence[str], turned: float = 2.0, width: int = 1240) -> Image.Image:
    """Return a page of lines in columns, turned by some degrees as it lay on the glass."""
    font = ImageFont.load_default(HEIGHT)
    high = 2 * MARGIN + int(1.5 * HEIGHT) * max(map(len, columns))
    page = Image.new("L", (width, high), 250)
    pen = ImageDraw.Draw(page)
    for number, lines in enumerate(columns):
        left = MARGIN + number * (width - MARGIN) // len(columns)
        for row, line in enumerate(lines):
            pen.text((left, MARGIN + int(1.5 * HEIGHT) * row), line, 20, font)
    return page.rotate(turned, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=250)
