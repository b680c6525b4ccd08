"""Dates as sources write them; only what is certain is believed.

A date counts only with its year. Numbers such as 03/04/2025 count only when one of them is
above 12, when both are equal, or when the settings say which order is meant. Dates that cannot
be, and dates after today, are not believed.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from index.text.months import numbered

_log = logging.getLogger(__name__)

_EARLIEST = 1600
_MONTHS = numbered()
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
_CLOCK = (
    r"(?:(?:\s*+[,T|·–-]\s*+|\s++(?:at\s++|um\s++|à\s++)?)"
    r"(?:(?P<before>오전|오후|午前|午後|上午|下午)\s*+)?"
    r"(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap]\.?m\.?))?"
    r"(?:\s*+(?P<zone>Z\b|\(?(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?\)?|\(?[A-Z]{2,5}\)?))?)?"
)
_CJK = r"(?P<year>[12]\d{3})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
FULL_DATE = "|".join(
    re.sub(r"\(\?P<(\w+)>", r"(?:", form)
    for form in (
        r"[12]\d{3}[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?",
        _WEEKDAY + _DAY + r"\s+(?:de\s+|of\s+)?" + _MONTH + r",?\s+(?:de\s+)?" + _YEAR,
        _WEEKDAY + _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR,
        _CJK,
        r"\d{1,2}[-./]\d{1,2}[-./][12]\d{3}",
    )
)
CLOCK = re.sub(r"\(\?P<\w+>", "(?:", _CLOCK)
_FORMS = [
    re.compile(form + r"\.?" + _CLOCK + r"\.?", re.IGNORECASE)
    for form in (
        r"(?P<year>[12]\d{3})(?P<sep>[-./])\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})",
        r"(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})",
        _WEEKDAY + _DAY + r"[\s-]+(?:de\s+|of\s+)?" + _MONTH + r",?[\s-]+(?:de\s+)?" + _YEAR,
        _WEEKDAY + _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR,
        _CJK,
        r"(?P<first>\d{1,2})(?P<sep>[-./])(?P<second_number>\d{1,2})(?P=sep)(?P<year>[12]\d{3})",
    )
]
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
# Abbreviations that mean one zone to every newsroom; IST, CST and the like mean several.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "cet": 60, "cest": 120, "eet": 120, "eest": 180,
    "msk": 180, "bst": 60, "est": -300, "edt": -240, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "kst": 540, "jst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660,
    "nzst": 720, "nzdt": 780,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A day of publication and, where a time and a zone were given, the instant."""

    date: date
    published: datetime | None = None


def read_date(
    value: Any,
    *,
    order: str | None = None,
    zone: str | None = None,
    today: date | None = None,
) -> When | None:
    """Return what a date value means, None when it is not certain.

    Args:
        value: a string, date, datetime, or a number of seconds or milliseconds since 1970.
        order: "dmy" or "mdy" for numbers that could be either.
        zone: IANA name of the outlet's zone. Times without a zone are in it; the day of a time
            given in UTC is counted in it. Without it a time without zone gives only its day.
        today: the last day that is believed, plus one for zones ahead; the current day if None.
    """
    if value is None or isinstance(value, bool):
        return None
    place = ZoneInfo(zone) if zone else None
    try:
        when = _interpret(value, order, place)
    except (ValueError, OverflowError, OSError):
        _log.debug("no date", exc_info=True)
        return None
    last = (today or datetime.now(UTC).date()) + timedelta(days=1)
    if when is None or not when.date.year >= _EARLIEST or when.date > last:
        return None
    return when


def _interpret(value: Any, order: str | None, place: tzinfo | None) -> When | None:
    if isinstance(value, datetime):
        return _at(value, place)
    if isinstance(value, date):
        return When(value)
    if isinstance(value, int | float):
        seconds = value / 1000 if value > 1e11 else float(value)
        if not 0 < seconds < 1e11 or value < 1e8:
            return _interpret(str(value), order, place) if isinstance(value, int) else None
        return _at(datetime.fromtimestamp(seconds, UTC), place)
    text = " ".join(str(value).split())
    if not text or len(text) > 100:
        return None
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _interpret(int(text), order, place)
    compact = _COMPACT.fullmatch(text)
    if compact or re.match(r"\d{4}-\d\d-\d\dT", text):
        plain = text.replace("z", "Z")
        return _at(datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", plain)), place)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            found = _from_parts(match.groupdict(), order, place)
            if found:
                return found
    return None


def _from_parts(
    parts: dict[str, str | None], order: str | None, place: tzinfo | None
) -> When | None:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        pair = _day_month(int(parts["first"] or 0), int(parts["second_number"] or 0), order)
        if pair is None:
            return None
        day, month = pair
    else:
        name = parts["month"] or ""
        month = int(name) if name.isdigit() else _MONTHS.get(name.lower(), 0)
        day = int(parts["day"] or 0)
    found = date(year, month, day)
    if not parts.get("hour"):
        return When(found)
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or parts.get("before") or "").lower()
    if half:
        hour = hour % 12 + (12 if half[0] == "p" or half in ("오후", "午後", "下午") else 0)
    clock = time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0))
    return _at(datetime.combine(found, clock, _zone(parts.get("zone"))), place)


def _day_month(first: int, second: int, order: str | None) -> tuple[int, int] | None:
    if first > 12 or first == second or (order == "dmy" and second <= 12):
        return first, second
    if second > 12 or order == "mdy":
        return second, first
    return None


def _zone(name: str | None) -> tzinfo | None:
    """Return the zone that an offset or abbreviation names, None when it is not certain."""
    if not name:
        return None
    name = name.strip("() ").lower()
    if name in _ZONES:
        return timezone(timedelta(minutes=_ZONES[name]))
    match = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", name)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))


def _at(moment: datetime, place: tzinfo | None) -> When:
    """Return the day in the outlet's own zone, and the instant when the zone is known."""
    if moment.tzinfo is None:
        if place is None:
            return When(moment.date())
        moment = moment.replace(tzinfo=place)
    elif place is not None and not moment.utcoffset():
        moment = moment.astimezone(place)
    return When(moment.date(), moment)
