"""The time a question speaks of, as a range of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rag.words import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from index.archive import Index

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|couple of|few|several)"
_POINT = (
    rf"(?:{_YEAR}-\d\d-\d\d|{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY}(?:,? {_YEAR})?"
    rf"|{_MONTH},? {_YEAR}|{_MONTH}(?!\w)|(?:last |this )?(?:{'|'.join(WEEKDAYS)})"
    rf"|{_YEAR}|today|yesterday)"
)
_EVENT_GAP = r"(?:(?:the |a |an )?(?:[\w'’-]+ ){1,5}?(?:on|of|in) )?"
_WORDS = {"couple of": 2, "few": 3, "several": 3}
_COUNTS = "two three four five six seven eight nine ten".split()
_DESCRIBED = 24
# "Who leads the party today" asks how things stand, not what was reported on this day.
_STATE = re.compile(
    r"^\s*(who|what|which|where|how (many|much)|is|are|does|do)\b(?!.*\b(happen|did|was|were|said|"
    r"says|announce|news|report|publish))",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?P<side>since|after|before|until)\s+the\s+(?P<event>(?:[\w'’-]+\s+){0,3}?(?:summit|"
    r"election|vote|referendum|talks|strike|accident|launch|outbreak|earthquake|flood|storm|"
    r"final|treaty|theft|closure|opening|reopening|attack|trial|verdict|ceasefire|collapse|"
    r"explosion|disaster|crash|protests?|inauguration|resignation))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A range of days that a question names.

    Attributes:
        since: first day; None when open.
        until: last day; None when open.
        words: the words of the question that say so.
        strict: outside the range there is no answer ("last week"); otherwise the range is where
            to look first, since what happened in June may be told in July.
    """

    since: date | None
    until: date | None
    words: str
    strict: bool


def read_period(question: str, now: date, archive: Index | None = None) -> Period | None:
    """Return the time that a question is limited to, if it names one.

    A long question, or one with several dates, describes what it asks about rather than limiting
    it, and gives none. An event without a date ("since the summit") is looked up in the archive.

    Args:
        question: its words.
        now: the asker's day.
        archive: where events are looked up; None for no look-up.
    """
    if len(question.split()) > _DESCRIBED:
        return None
    for rule in (_relative, _counted, _between, _bounded, _inside):
        found = rule(question, now)
        if found:
            return found
    return _since_event(question, archive) if archive is not None else None


def _relative(question: str, now: date) -> Period | None:
    match = re.search(
        r"\b(today|yesterday|(?:this|last|past|previous) (?:week|month|year|weekend))\b",
        question,
        re.IGNORECASE,
    )
    if not match or re.search(r"\b(since|before|until|after|by)\s+$", question[: match.start()]):
        return None
    words = match.group(1).lower()
    if words == "today" and _STATE.search(question):
        return None
    monday = now - timedelta(days=now.weekday())
    first = now.replace(day=1)
    ranges: dict[str, tuple[date, date]] = {
        "today": (now, now),
        "yesterday": (now - timedelta(days=1), now - timedelta(days=1)),
        "this week": (monday, now),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "past week": (now - timedelta(days=7), now),
        "this weekend": (monday + timedelta(days=5), monday + timedelta(days=6)),
        "last weekend": (monday - timedelta(days=2), monday - timedelta(days=1)),
        "this month": (first, now),
        "last month": ((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)),
        "past month": (now - timedelta(days=30), now),
        "this year": (date(now.year, 1, 1), now),
        "last year": (date(now.year - 1, 1, 1), date(now.year - 1, 12, 31)),
        "past year": (now - timedelta(days=365), now),
    }
    since, until = ranges[
        words if words in ranges else words.replace("previous", "last").replace("past", "last")
    ]
    return Period(since, until, match.group(1), strict=True)


def _counted(question: str, now: date) -> Period | None:
    match = re.search(
        rf"\b(?:in |over |during |within )?(?:the )?(?:last|past) ({_COUNT}) "
        r"(days?|weeks?|months?|years?)\b",
        question,
        re.IGNORECASE,
    )
    if not match:
        return None
    days = {"d": 1, "w": 7, "m": 30, "y": 365}[match.group(2)[0].lower()]
    since = now - timedelta(days=days * _count(match.group(1).lower()))
    return Period(since, now, match.group().strip(), strict=True)


def _count(words: str) -> int:
    if words.isdigit():
        return int(words)
    return _WORDS[words] if words in _WORDS else _COUNTS.index(words) + 2


def _between(question: str, now: date) -> Period | None:
    match = re.search(
        rf"\b(?:between ({_POINT}) and|from ({_POINT}) (?:to|until|till)) ({_POINT})",
        question,
        re.IGNORECASE,
    )
    if not match:
        return None
    left, right = match.group(1) or match.group(2), match.group(3)
    end = _point(right, now)
    if end and not re.search(_YEAR, left):
        left = f"{left} {end[1].year}"
    start = _point(left, now)
    if not start or not end or start[0] > end[1]:
        return None
    return Period(start[0], end[1], match.group(), strict=True)


def _bounded(question: str, now: date) -> Period | None:
    match = re.search(
        rf"\b(since|after|before|until|till|by|prior to)\s+{_EVENT_GAP}({_POINT})(?![\w-])",
        question,
        re.IGNORECASE,
    )
    if not match or len(re.findall(_YEAR, question)) > 1:
        return None
    span = _point(match.group(2), now)
    if not span:
        return None
    day = timedelta(days=1)
    side = match.group(1).lower()
    if side == "since":
        return Period(span[0], None, match.group(), strict=True)
    if side == "after":
        return Period(span[1] + day, None, match.group(), strict=True)
    if side in ("before", "prior to"):
        return Period(None, span[0] - day, match.group(), strict=True)
    return Period(None, span[1], match.group(), strict=True)


def _inside(question: str, now: date) -> Period | None:
    matches = list(
        re.finditer(
            rf"\b(?:in|on|during|for|of|early in|late in|at the end of) "
            rf"((?:the )?{_SEASON} (?:of )?{_YEAR}|(?:last|this) {_SEASON}|{_POINT})(?![\w-])"
            rf"|\b(last (?:{_MONTH}|{'|'.join(WEEKDAYS)}))(?!\w)",
            question,
            re.IGNORECASE,
        )
    )
    if len(matches) != 1:
        return None
    match = matches[0]
    words = match.group(1) or match.group(2)
    span = _season(words, now) or _point(words, now)
    if not span:
        return None
    weekday = any(name in words.lower() for name in (*WEEKDAYS, "today", "yesterday"))
    return Period(span[0], span[1], match.group(), strict=weekday)


def _season(words: str, now: date) -> tuple[date, date] | None:
    match = re.search(_SEASON, words, re.IGNORECASE)
    if not match:
        return None
    year = re.search(_YEAR, words)
    starts = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
    month = starts[match.group().lower()]
    chosen = int(year.group()) if year else now.year
    if not year and (date(chosen, month, 1) > now or words.lower().startswith("last")):
        chosen -= int(date(chosen, month, 1) > now)
    start = date(chosen, month, 1)
    last = (month + 1) % 12 + 1
    end_year = chosen + (1 if month == 12 else 0)
    return start, date(end_year, last, monthrange(end_year, last)[1])


def _point(words: str, now: date) -> tuple[date, date] | None:
    """Return the first and last day of a day, weekday, month or year.

    Where the year is left open it is the latest one not after `now`.
    """
    text = words.lower().strip().removeprefix("the ")
    if text == "today":
        return now, now
    if text == "yesterday":
        return now - timedelta(days=1), now - timedelta(days=1)
    for number, name in enumerate(WEEKDAYS):
        if text.endswith(name):
            back = (now.weekday() - number) % 7
            day = now - timedelta(days=back or (7 if text.startswith("last") else 0))
            return day, day
    if re.fullmatch(_YEAR, text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    text = text.removeprefix("last ").removeprefix("this ")
    return _month(text, now) or _day(text, now)


def _month(text: str, now: date) -> tuple[date, date] | None:
    match = re.fullmatch(rf"({_MONTH})(?:,? ({_YEAR}))?", text)
    if not match:
        return None
    month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match.group(1)[:3]))
    year = int(match.group(2)) if match.group(2) else now.year - (month > now.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _day(text: str, now: date) -> tuple[date, date] | None:
    import dateparser

    settings = {
        "RELATIVE_BASE": datetime(now.year, now.month, now.day),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY" if not re.match(r"\d{4}-", text) else "YMD",
    }
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return (found.date(), found.date()) if found else None


def _since_event(question: str, archive: Index | None) -> Period | None:
    match = _EVENT.search(question)
    if not match or archive is None:
        return None
    day = _event_day(question, match.group("event"), archive)
    if day is None:
        return None
    side = match.group("side").lower()
    if side == "since":
        return Period(day, None, match.group(), strict=True)
    if side == "after":
        return Period(day, None, match.group(), strict=True)
    return Period(None, day if side == "until" else day - timedelta(days=1), match.group(), True)


def _event_day(question: str, event: str, archive: Index) -> date | None:
    """Return the day of an event as the archive tells it.

    That is the date beside its name in the passage that fits the question best, else the date of
    that passage's article.
    """
    noun = event.split()[-1]
    ranked = archive.lexical(f"{event} {event} {question}", 5)
    for passage in archive.passages(ranked.ids.tolist()):
        article = archive.article(passage.article_id)
        if article.date is None:
            continue
        for start, end in passage.sentences:
            words = article.text[start:end]
            if noun.lower() not in words.lower():
                continue
            stated = re.search(
                rf"\bon ({_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY}(?:,? {_YEAR})?)",
                words,
                re.IGNORECASE,
            )
            span = _point(stated.group(1), article.date) if stated else None
            return span[0] if span else article.date
    return None
