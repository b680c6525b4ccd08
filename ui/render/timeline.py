"""Articles by day and outlet as a drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import sqrt

from ui.render.escape import element, esc
from ui.texts import Texts

WIDTH, ROW, LEFT, TOP = 1000, 24, 190, 26


def timeline(counts: Mapping[str, Counter[date]], texts: Texts) -> str:
    """Return an SVG with a row for each outlet and a dot for each day with articles.

    The area of a dot grows with the number of articles; a press on it shows them in the table.
    """
    seen = [each for row in counts.values() for each in row]
    if not seen:
        return ""
    first, last = min(seen), max(seen)
    span = max((last - first).days, 1)
    parts = [_tick(each, first, span, len(counts), texts) for each in _ticks(first, last)]
    for place, (outlet, row) in enumerate(counts.items()):
        y = TOP + ROW * place + ROW / 2
        name = outlet or texts("other_outlets")
        parts.append(element("text", esc(_short(name)), x=LEFT - 12, y=y + 4, text_anchor="end"))
        parts.append(element("line", x1=LEFT, x2=WIDTH - 12, y1=y, y2=y, class_="dl-row"))
        for when, count in sorted(row.items()):
            title = element("title", esc(f"{name}, {when.isoformat()}: {count}"))
            parts.append(
                element(
                    "circle",
                    title,
                    cx=round(_x(when, first, span), 1),
                    cy=y,
                    r=round(min(3.5 + 1.5 * sqrt(count), ROW / 2), 1),
                    data_action="day",
                    data_day=when.isoformat(),
                    data_source=outlet,
                )
            )
    height = TOP + ROW * len(counts) + 6
    total = sum(sum(row.values()) for row in counts.values())
    label = texts("timeline_label", count=total, first=first, last=last)
    drawing = element(
        "svg",
        "".join(parts),
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_label=label,
        class_="dl-timeline",
    )
    return element("figure", drawing + element("figcaption", esc(label)), class_="dl-figure")


def _x(when: date, first: date, span: int) -> float:
    return LEFT + 10 + (when - first).days / span * (WIDTH - LEFT - 34)


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "…"


def _ticks(first: date, last: date) -> Iterator[date]:
    """Yield the days that the axis names: firsts of months or years, about ten of them."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 2:
        step = max((last - first).days // 6, 1)
        yield from (first + timedelta(days=n) for n in range(0, (last - first).days + 1, step))
        return
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if months / n <= 10), 240)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        when = date(number // 12, number % 12 + 1, 1)
        if number % every == 0 and when >= first:
            yield when


def _tick(when: date, first: date, span: int, rows: int, texts: Texts) -> str:
    x = round(_x(when, first, span), 1)
    words = when.isoformat() if span < 62 else when.isoformat()[:7]
    line = element("line", x1=x, x2=x, y1=TOP - 4, y2=TOP + ROW * rows, class_="dl-tick")
    return line + element("text", words, x=x, y=14, text_anchor="middle")
