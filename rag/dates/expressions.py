"""Words for a day, a month, a season … read as a first and a last day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from rag.dates import relative
from rag.dates.relative import Span
from rag.language.base import Language
from rag.language.times import Form, Reading

Reader: TypeAlias = Callable[[re.Match[str], date, Language], Span | None]


def read_point(words: str, now: date, language: Language) -> tuple[Span, Form] | None:
    """Return the days that words mean and the form they have; None when they mean none.

    Where the year is left open it is the latest one that is not after `now`.
    """
    text = words.lower().replace("’", "'").strip()
    for form, pattern in language.dates.matchers:
        match = pattern.fullmatch(text)
        if match:
            span = _READERS[form.reading](match, now, language)
            return (span, form) if span else None
    return None


def _whole_month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months(year: int, first: int, count: int) -> Span:
    end = year * 12 + first - 1 + count - 1
    return date(year, first, 1), _whole_month(end // 12, end % 12 + 1)[1]


def _given(match: re.Match[str], *names: str) -> str | None:
    """Return the first of some groups that a form has and that matched."""
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)


def _iso(match: re.Match[str], now: date, language: Language) -> Span | None:
    try:
        if len(match.group()) > 7:
            day = date.fromisoformat(match.group())
            return day, day
        return _whole_month(int(match.group()[:4]), int(match.group()[5:]))
    except ValueError:
        return None


def _dated(match: re.Match[str], now: date, language: Language) -> Span | None:
    month, day, year = (
        language.calendar.number(match["month"]),
        int(match["day"]),
        _given(match, "year"),
    )
    # Without a year it is the latest such day; one of eight years has a 29 February.
    for number in (int(year),) if year else range(now.year, now.year - 9, -1):
        try:
            found = date(number, month, day)
        except ValueError:
            continue
        if year or found <= now:
            return found, found
    return None


def _month(match: re.Match[str], now: date, language: Language) -> Span | None:
    month, year = language.calendar.number(match["month"]), _given(match, "year")
    if not 1 <= month <= 12:
        return None
    return _whole_month(int(year) if year else now.year - (month > now.month), month)


def _part(match: re.Match[str], now: date, language: Language) -> Span | None:
    """Read "early March", "the end of 2024", "the first week of December"."""
    found = read_point(match["of"], now, language)
    if found is None:
        return None
    (first, last), part = found[0], language.dates.parts[match["which"]]
    week = timedelta(days=6)
    if part == "first week":
        return first, first + week
    if part == "last week":
        return last - week, last
    place = ("start", "middle", "end").index(part)
    if (last - first).days > 31:
        return _months(first.year, 1 + 4 * place, 4)
    starts = (1, 11, 21)
    return first.replace(day=starts[place]), (
        first.replace(day=starts[place + 1] - 1) if place < 2 else last
    )


def _ordinal(match: re.Match[str], digit: str, language: Language) -> int:
    number = _given(match, digit)
    return int(number) if number else language.numbers.ordinals[match["nth"]]


def _quarter(match: re.Match[str], now: date, language: Language) -> Span:
    first = 3 * _ordinal(match, "q", language) - 2
    year = _given(match, "year", "qyear")
    return _months(int(year) if year else now.year - (first > now.month), first, 3)


def _half(match: re.Match[str], now: date, language: Language) -> Span:
    first = 6 * _ordinal(match, "h", language) - 5
    year = _given(match, "year", "hyear")
    return _months(int(year) if year else now.year - (first > now.month), first, 6)


def _season(match: re.Match[str], now: date, language: Language) -> Span:
    month, year = language.calendar.seasons[match["season"]], _given(match, "year")
    if year:
        return _months(int(year), month, 3)
    spans = [_months(now.year - back, month, 3) for back in range(3)]
    # The season that is going on is this one; the last one is over.
    place = 1 if language.dates.which.get(_given(match, "which") or "") == "last" else 0
    return next(span for span in spans if span[place] < now)


def _decade(match: re.Match[str], now: date, language: Language) -> Span:
    whole, short = _given(match, "decade"), _given(match, "short")
    first = int(whole) if whole else 1900 + int(short or 0)
    if short and first + 100 <= now.year:
        first += 100
    return date(first, 1, 1), date(first + 9, 12, 31)


def _week(match: re.Match[str], now: date, language: Language) -> Span | None:
    found = read_point(match["of"], now, language)
    if found is None:
        return None
    monday = found[0][0] - timedelta(days=found[0][0].weekday())
    return monday, monday + timedelta(days=6)


def _feast(match: re.Match[str], now: date, language: Language) -> Span:
    month, day = language.calendar.feasts[match["feast"]]
    year = int(match["year"]) if match["year"] else now.year - (date(now.year, month, day) > now)
    return date(year, month, day), date(year, month, day)


def _year(match: re.Match[str], now: date, language: Language) -> Span:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31)


_READERS: Mapping[Reading, Reader] = {
    "iso": _iso,
    "dated": _dated,
    "week": _week,
    "part": _part,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "decade": _decade,
    "back": relative.back,
    "night": relative.night,
    "weekend": relative.weekend,
    "unit": relative.unit,
    "weekday": relative.weekday,
    "counted": relative.counted,
    "ago": relative.ago,
    "recent": relative.recent,
    "feast": _feast,
    "year": _year,
}
