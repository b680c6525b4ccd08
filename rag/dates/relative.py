"""Words for a time that depends on the asker's day: "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[date, date]

COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|(?:a )?couple of|"
    r"(?:a )?few|several)"
)
UNIT = r"(?:hour|day|week|month|year|decade)s?"
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "couple of": 2, "few": 3, "several": 3}
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
_ABOUT = {"hour": 0, "day": 0, "week": 3, "month": 15, "year": 182, "decade": 1826}


def relative(match: re.Match[str], now: date) -> Span:
    """Read "yesterday", "last week", "this quarter", "over the weekend", "the past decade"."""
    words = match.group()
    one, monday, first = timedelta(days=1), now - timedelta(days=now.weekday()), now.replace(day=1)
    if words.endswith("before yesterday"):
        return now - 2 * one, now - 2 * one
    if words in ("yesterday", "last night"):
        return now - one, now - one if words == "yesterday" else now
    which, _, unit = words.rpartition(" ")
    if unit in ("today", "tonight", "morning", "afternoon", "evening"):
        return now, now
    if unit == "weekend":
        saturday = monday + 5 * one
        over = which in ("last", "past", "previous") or (which.endswith("the") and now < saturday)
        saturday -= timedelta(days=7 * over)
        return saturday, saturday + one
    if which.endswith("past") or unit == "decade":
        return now - timedelta(days=_DAYS.get(unit, 91)), now
    quarter = date(now.year, now.month - (now.month - 1) % 3, 1)
    starts = {"week": monday, "month": first, "quarter": quarter, "year": date(now.year, 1, 1)}
    if which == "this":
        return starts[unit], now
    end = starts[unit] - one
    if unit == "week":
        return end - 6 * one, end
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(end.year, end.month - months + 1, 1), end


def counted(match: re.Match[str], now: date) -> Span:
    """Read "the last ten days", by `count` and `unit`."""
    return _back(now, round(_size(match))), now


def ago(match: re.Match[str], now: date) -> Span:
    """Read "two days ago" as the day, "three weeks ago" as the week about it, and so on."""
    day = _back(now, round(_size(match)))
    unit = match["unit"].rstrip("s")
    about = _ABOUT[unit]
    return _back(day, about), min(day + timedelta(days=about), now)


def _size(match: re.Match[str]) -> float:
    count = match["count"].removeprefix("a ") if len(match["count"]) > 1 else match["count"]
    number = int(count) if count.isdigit() else _NUMBERS[count]
    return max(1.0, number * _DAYS[match["unit"].rstrip("s")])


def recent(match: re.Match[str], now: date) -> Span:
    """Read "recent weeks", by `unit`."""
    back = {"days": 7, "weeks": 28, "months": 91, "years": 1096}[match["unit"]]
    return now - timedelta(days=back), now


def _back(day: date, days: int) -> date:
    """Return the day so many days before, the first there is at most."""
    return date.fromordinal(max(1, day.toordinal() - days))
