"""Words for a day, a month, a season … read as a first and a last day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from rag.dates.relative import COUNT, UNIT, Span, ago, counted, recent, relative
from rag.language.en.words import MONTHS, WEEKDAYS

Reader: TypeAlias = Callable[[re.Match[str], date], Span | None]

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?:19|20)\d\d"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
DATED = rf"(?:{WEEKDAY},? (?:the )?)?(?:{_DAY} (?:of )?{MONTH}|{MONTH} {_DAY})(?:,? {YEAR})?"
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying a time.

    Attributes:
        pattern: of its words.
        read: turns a match into days; None when it cannot be.
        strict: outside the days there is no answer.
        bare: it limits a question even with no "in" or "on" before it.
    """

    pattern: str
    read: Reader
    strict: bool = False
    bare: bool = False


def read_point(words: str, now: date) -> tuple[Span, Form] | None:
    """Return the days that words mean and the form they have; None when they mean none.

    Where the year is left open it is the latest one that is not after `now`.
    """
    text = words.lower().replace("’", "'").strip()
    for form, pattern in _COMPILED:
        match = pattern.fullmatch(text)
        if match:
            span = form.read(match, now)
            return (span, form) if span else None
    return None


def _whole_month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months(year: int, first: int, count: int) -> Span:
    end = year * 12 + first - 1 + count - 1
    return date(year, first, 1), _whole_month(end // 12, end % 12 + 1)[1]


def _number(month: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))


def _iso(match: re.Match[str], now: date) -> Span | None:
    try:
        if len(match.group()) > 7:
            day = date.fromisoformat(match.group())
            return day, day
        return _whole_month(int(match.group()[:4]), int(match.group()[5:]))
    except ValueError:
        return None


def _dated(match: re.Match[str], now: date) -> Span | None:
    import dateparser

    text = re.sub(rf"^{WEEKDAY},? (?:the )?", "", match.group()).removeprefix("the ")
    settings = {
        "RELATIVE_BASE": datetime(now.year, now.month, now.day),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
    }
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return (found.date(), found.date()) if found else None


def _month(match: re.Match[str], now: date) -> Span:
    month, year = _number(match["month"]), match.groupdict().get("year")
    return _whole_month(int(year) if year else now.year - (month > now.month), month)


def _part(match: re.Match[str], now: date) -> Span | None:
    """Read "early March", "the end of 2024", "the first week of December"."""
    found = read_point(match["of"], now)
    if found is None:
        return None
    (first, last), which = found[0], match["which"]
    if "week" in which:
        week = timedelta(days=6)
        return (first, first + week) if which.startswith("first") else (last - week, last)
    third = ("early", "beginning", "start"), ("mid", "middle"), ("late", "end")
    place = next(i for i, words in enumerate(third) if which.startswith(words))
    if (last - first).days > 31:
        return _months(first.year, 1 + 4 * place, 4)
    starts = (1, 11, 21)
    return first.replace(day=starts[place]), (
        first.replace(day=starts[place + 1] - 1) if place < 2 else last
    )


def _quarter(match: re.Match[str], now: date) -> Span:
    number = int(match["q"]) if match["q"] else _ORDER[match["nth"]]
    year = match["year"] or match["qyear"]
    first = 3 * number - 2
    return _months(int(year) if year else now.year - (first > now.month), first, 3)


def _half(match: re.Match[str], now: date) -> Span:
    number = int(match["h"]) if match["h"] else _ORDER[match["nth"]]
    return _months(int(match["year"] or match["hyear"]), 6 * number - 5, 6)


def _season(match: re.Match[str], now: date) -> Span:
    month, year = _SEASONS[match["season"]], match["year"]
    if year:
        return _months(int(year), month, 3)
    spans = [_months(now.year - back, month, 3) for back in range(3)]
    # The season that is going on is this one; the last one is over.
    place = 1 if match["which"] == "last" else 0
    return next(span for span in spans if span[place] < now)


def _decade(match: re.Match[str], now: date) -> Span:
    first = int(match["decade"]) if match["decade"] else 1900 + int(match["short"])
    if match["short"] and first + 100 <= now.year:
        first += 100
    return date(first, 1, 1), date(first + 9, 12, 31)


def _weekday(match: re.Match[str], now: date) -> Span:
    back = (now.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    day = now - timedelta(days=back or (7 if match["which"] in ("last", "past") else 0))
    return day, day


def _feast(match: re.Match[str], now: date) -> Span:
    month, day = _FEASTS[match["feast"]]
    year = int(match["year"]) if match["year"] else now.year - (date(now.year, month, day) > now)
    return date(year, month, day), date(year, month, day)


def _week_of(match: re.Match[str], now: date) -> Span | None:
    found = read_point(match["of"], now)
    if found is None:
        return None
    monday = found[0][0] - timedelta(days=found[0][0].weekday())
    return monday, monday + timedelta(days=6)


def _year(match: re.Match[str], now: date) -> Span:
    year = int(match.group())
    return date(year, 1, 1), date(year, 12, 31)


_NTH = rf"(?P<nth>{'|'.join(_ORDER)})"
FORMS = (
    Form(rf"{YEAR}-\d\d-\d\d", _iso, bare=True),
    Form(rf"{YEAR}-\d\d(?![\d-])", _iso),
    Form(rf"(?:the )?week (?:of|beginning) (?P<of>{DATED})", _week_of, bare=True),
    Form(DATED, _dated, bare=True),
    Form(
        r"(?:the )?"
        r"(?P<which>early|mid|late|(?:beginning|start|middle|end|first week|last week) of)"
        rf"(?: in)?[ -](?P<of>{MONTH}(?:,? {YEAR})?|{YEAR})",
        _part,
        bare=True,
    ),
    Form(rf"(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})", _month, bare=True),
    Form(
        rf"(?:the )?(?:{_NTH} quarter(?: of (?P<year>{YEAR}))?"
        rf"|q(?P<q>[1-4])(?:,? (?:of )?(?P<qyear>{YEAR}))?)",
        _quarter,
    ),
    Form(
        rf"(?:the )?(?:{_NTH} half of (?P<year>{YEAR})|h(?P<h>[12]),? (?:of )?(?P<hyear>{YEAR}))",
        _half,
        bare=True,
    ),
    Form(
        rf"(?:the )?(?:(?P<which>last|this|past) )?(?P<season>{SEASON})"
        rf"(?: (?:of )?(?P<year>{YEAR}))?",
        _season,
    ),
    Form(
        r"the (?:early |mid[ -]|late )?(?:(?P<decade>(?:19|20)\d0)|'?(?P<short>[2-9]0))s",
        _decade,
        bare=True,
    ),
    Form(
        r"(?:the )?day before yesterday|today|tonight|yesterday|last night|this (?:morning|"
        r"afternoon|evening)|(?:(?:in |over |for )?the )?(?:past|last) decade|"
        r"(?:this|last|(?:the )?past|previous) (?:week|month|year|weekend|quarter)|"
        r"(?:over|at|on) the weekend",
        relative,
        strict=True,
        bare=True,
    ),
    Form(rf"(?:(?P<which>last|this|past) )?(?P<weekday>{WEEKDAY})", _weekday, strict=True),
    Form(
        rf"(?:the )?(?:last|past) (?P<count>{COUNT}) (?P<unit>{UNIT})",
        counted,
        strict=True,
        bare=True,
    ),
    Form(rf"(?P<count>{COUNT}) (?P<unit>{UNIT}) ago", ago, bare=True),
    Form(r"(?:the )?recent (?P<unit>days|weeks|months|years)", recent),
    Form(rf"(?P<feast>{'|'.join(_FEASTS)})(?:,? (?P<year>{YEAR}))?", _feast),
    Form(YEAR, _year),
    Form(rf"(?:last |this )?(?P<month>{MONTH})", _month),
)
_COMPILED = tuple((form, re.compile(form.pattern)) for form in FORMS)


def unnamed(pattern: str) -> str:
    """Return a pattern with its named groups made plain, so that it can stand in others."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


POINT = "(?:" + "|".join(unnamed(form.pattern) for form in FORMS) + r")(?![\w'’-]|\.\d)"
BARE = "(?:" + "|".join(unnamed(form.pattern) for form in FORMS if form.bare) + r")(?![\w-])"
