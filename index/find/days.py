"""Days, months and years as they are typed into a search."""

from __future__ import annotations

import re
from datetime import date, timedelta

_TYPED = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def first_day(text: str) -> date | None:
    """Return the first day of a day, month or year in ISO form; None when it is none."""
    found = _TYPED.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return date(year or 0, month or 1, day or 1)
    except ValueError:  # the calendar has no such day
        return None


def last_day(text: str) -> date | None:
    """Return the last day of a day, month or year in ISO form; None when it is none."""
    first = first_day(text)
    if first is None:
        return None
    given = text.strip().count("-")
    if given == 2:
        return first
    if given == 0 or first.month == 12:
        return date(first.year, 12, 31)
    return date(first.year, first.month + 1, 1) - timedelta(days=1)
