"""Times that depend on the asker's day: "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TypeAlias

from rag.language.base import Language
from rag.language.times import Unit

Span: TypeAlias = tuple[date, date]

_DAYS: dict[Unit, float] = {
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30,
    "quarter": 91,
    "year": 365,
    "decade": 3652,
}
# "Three weeks ago" is the week about that day, and so on.
_ABOUT = {"week": 3, "month": 15, "quarter": 45, "year": 182, "decade": 1826}
_RECENT = {"day": 7, "week": 28, "month": 91, "year": 1096}
_ONE = timedelta(days=1)


def back(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "today", "yesterday", "the day before yesterday"."""
    day = now - language.dates.back[match.group()] * _ONE
    return day, day


def night(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "last night"."""
    return now - _ONE, now


def weekend(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "this weekend", "last weekend" and "over the weekend", the latest that began."""
    saturday = now + timedelta(days=5 - now.weekday())
    which = match.groupdict().get("which")
    over = language.dates.which[which] != "this" if which else now < saturday
    saturday -= timedelta(days=7 * over)
    return saturday, saturday + _ONE


def unit(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "last week", "this quarter", "the past year" by `which` and `unit`."""
    which = language.dates.which[match["which"]]
    length = language.dates.units[match["unit"]]
    if which == "past" or length in ("hour", "day", "decade"):
        return now - timedelta(days=_DAYS[length]), now
    start = _beginning(length, now)
    if which == "this":
        return start, now
    return _beginning(length, start - _ONE), start - _ONE


def _beginning(length: Unit, day: date) -> date:
    """Return the first day of the week, month, quarter or year that a day is in."""
    if length == "week":
        return day - timedelta(days=day.weekday())
    if length == "month":
        return day.replace(day=1)
    if length == "quarter":
        return date(day.year, day.month - (day.month - 1) % 3, 1)
    return date(day.year, 1, 1)


def weekday(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "Tuesday", "last Tuesday": the latest one that is not to come."""
    ago = (now.weekday() - language.calendar.weekdays[match["weekday"]]) % 7
    over = language.dates.which.get(match["which"] or "") in ("last", "past")
    day = now - timedelta(days=ago or (7 if over else 0))
    return day, day


def counted(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "the last ten days", by `count` and `unit`."""
    return _days_before(now, _size(match, language)), now


def ago(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "two days ago" as the day, "three weeks ago" as the week about it, and so on."""
    day = _days_before(now, _size(match, language))
    about = _ABOUT.get(language.dates.units[match["unit"]], 0)
    return _days_before(day, about), min(day + timedelta(days=about), now)


def recent(match: re.Match[str], now: date, language: Language) -> Span:
    """Read "recent weeks", by `unit`."""
    return now - timedelta(days=_RECENT[language.dates.units[match["unit"]]]), now


def _size(match: re.Match[str], language: Language) -> int:
    """Return how many days a count of units is, one at least."""
    count = language.numbers.value(match["count"]) or 1
    return round(max(1.0, count * _DAYS[language.dates.units[match["unit"]]]))


def _days_before(day: date, days: int) -> date:
    """Return the day so many days before, the first there is at most."""
    return date.fromordinal(max(1, day.toordinal() - days))
