"""Articles by day and outlet as stacked bars, of which a stretch can be chosen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ui.browse import leading
from ui.render.escape import element, esc
from ui.texts import Texts

if TYPE_CHECKING:
    from index.store.selection import DayCount

_MOST_BARS = 80


def timeline(days: Sequence[DayCount], since: date | None, until: date | None, texts: Texts) -> str:
    """Return a bar for each day, week, month or year, stacked by outlet.

    Bars outside the days asked for are pale. A press on a bar, or a drag over several, asks for
    their days.

    Args:
        days: how many articles each outlet has on each day.
        since: first day asked for; None for any.
        until: last day asked for.
        texts: the language of the page.
    """
    if not days:
        return ""
    outlets = leading(days)
    first, last = (date.fromisoformat(days[place].day) for place in (0, -1))
    start_of, after = _step(first, last)
    bars: dict[date, Counter[str]] = defaultdict(Counter)
    for day in days:
        outlet = day.source if day.source in outlets else ""
        bars[start_of(date.fromisoformat(day.day))][outlet] += day.articles
    highest = max(sum(bar.values()) for bar in bars.values())
    columns = []
    start = start_of(first)
    while start <= last:
        end = after(start) - timedelta(days=1)
        outside = (since and end < since) or (until and start > until)
        columns.append(_bar(start, end, bars.get(start), outlets, highest, bool(outside), texts))
        start = after(start)
    total = sum(sum(bar.values()) for bar in bars.values())
    ends = texts.day(first), texts.day(last)
    label = texts("timeline_label", count=total, first=ends[0], last=ends[1])
    drawing = element(
        "div", "".join(columns), class_="dl-bars", role="img", aria_label=label, data_brush=True
    )
    words = (ends[0], texts("timeline_hint"), ends[1])
    below = "".join(element("span", esc(each)) for each in words)
    axis = element("div", below, class_="dl-axis", aria_hidden="true")
    return element("figure", drawing + axis + _legend(outlets, texts), class_="dl-figure")


def _bar(
    start: date,
    end: date,
    counts: Counter[str] | None,
    outlets: Sequence[str],
    highest: int,
    outside: bool,
    texts: Texts,
) -> str:
    total = sum(counts.values()) if counts else 0
    when = " – ".join(texts.day(each) for each in dict.fromkeys((start, end)))
    parts = "".join(
        element(
            "i",
            class_=f"dl-outlet-{place}" if outlet else "dl-outlet-other",
            style=f"height: {100 * counts[outlet] / highest:.2f}%",
        )
        for place, outlet in enumerate(outlets)
        if counts and counts[outlet]
    )
    return element(
        "span",
        parts,
        class_="dl-outside" if outside else None,
        title=f"{when}: {texts('found', count=total)}",
        data_start=start,
        data_end=end,
    )


def _legend(outlets: Sequence[str], texts: Texts) -> str:
    items = "".join(
        element(
            "li",
            element("i", class_=f"dl-outlet-{place}" if outlet else "dl-outlet-other")
            + element("bdi", esc(outlet or texts("other_outlets"))),
        )
        for place, outlet in enumerate(outlets)
    )
    return element("ul", items, class_="dl-legend")


def _step(first: date, last: date) -> tuple[Callable[[date], date], Callable[[date], date]]:
    """Return what a bar stands for: the first day of the one that a day is in, and of the next."""
    span = (last - first).days + 1
    if span <= _MOST_BARS:
        return (lambda day: day), (lambda day: day + timedelta(days=1))
    if span <= 7 * _MOST_BARS:
        return (
            lambda day: day - timedelta(days=day.weekday()),
            lambda day: day + timedelta(days=7),
        )
    months = next((n for n in (1, 3, 12) if span <= 30 * n * _MOST_BARS), 120)

    def start_of(day: date) -> date:
        number = (day.year * 12 + day.month - 1) // months * months
        return date(max(1, number // 12), number % 12 + 1, 1)

    def after(start: date) -> date:
        number = start.year * 12 + start.month - 1 + months
        return date(number // 12, number % 12 + 1, 1)

    return start_of, after
