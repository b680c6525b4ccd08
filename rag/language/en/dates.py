"""How English says a time."""

from __future__ import annotations

import re

from rag.language.en.calendar import CALENDAR
from rag.language.en.numbers import NUMBERS
from rag.language.parts import any_of
from rag.language.times import Dates, Form, one_of

MONTH = rf"{CALENDAR.month}\.?"
YEAR = r"(?:19|20)\d\d"
WEEKDAY = CALENDAR.weekday
SEASON = f"(?:{any_of(CALENDAR.seasons)})"
_COUNT = NUMBERS.count
_UNIT = r"(?:hour|day|week|month|year|decade)s?"
_PART_OF_YEAR = frozenset(word for word, value in NUMBERS.ordinals.items() if value <= 4)
_NTH = rf"(?P<nth>{any_of(_PART_OF_YEAR)})"
_ON = rf"(?:{WEEKDAY},? (?:the )?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_OF_YEAR = rf"(?:,? (?P<year>{YEAR}))?"
_DATED = (
    Form(rf"{_ON}{_DAY} (?:of )?(?P<month>{MONTH}){_OF_YEAR}", "dated", bare=True),
    Form(rf"{_ON}(?P<month>{MONTH}) {_DAY}{_OF_YEAR}", "dated", bare=True),
)
DATED = one_of(_DATED)
_BACK = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": 1,
    "day before yesterday": 2,
    "the day before yesterday": 2,
}
_WHICH = r"(?P<which>this|last|(?:the )?past|previous)"
_FORMS = (
    Form(rf"{YEAR}-\d\d-\d\d", "iso", bare=True),
    Form(rf"{YEAR}-\d\d(?![\d-])", "iso"),
    Form(rf"(?:the )?week (?:of|beginning) (?P<of>{DATED})", "week", bare=True),
    *_DATED,
    Form(
        r"(?:the )?"
        r"(?P<which>early|mid|late|(?:beginning|start|middle|end|first week|last week) of)"
        rf"(?: in)?[ -](?P<of>{MONTH}(?:,? {YEAR})?|{YEAR})",
        "part",
        bare=True,
    ),
    Form(rf"(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})", "month", bare=True),
    Form(
        rf"(?:the )?(?:{_NTH} quarter(?: of (?P<year>{YEAR}))?"
        rf"|q(?P<q>[1-4])(?:,? (?:of )?(?P<qyear>{YEAR}))?)",
        "quarter",
    ),
    Form(
        rf"(?:the )?(?:{_NTH} half of (?P<year>{YEAR})|h(?P<h>[12]),? (?:of )?(?P<hyear>{YEAR}))",
        "half",
        bare=True,
    ),
    Form(
        rf"(?:the )?(?:(?P<which>last|this|past) )?(?P<season>{SEASON})"
        rf"(?: (?:of )?(?P<year>{YEAR}))?",
        "season",
    ),
    Form(
        r"the (?:early |mid[ -]|late )?(?:(?P<decade>(?:19|20)\d0)|'?(?P<short>[2-9]0))s",
        "decade",
        bare=True,
    ),
    Form(any_of(_BACK), "back", strict=True, bare=True),
    Form("last night", "night", strict=True, bare=True),
    Form(
        r"(?:(?:in |over |for )?the )?(?P<which>past|last) (?P<unit>decade)",
        "unit",
        strict=True,
        bare=True,
    ),
    Form(rf"{_WHICH} (?P<unit>week|month|year|quarter)", "unit", strict=True, bare=True),
    Form(rf"(?:{_WHICH}|(?:over|at|on) the) weekend", "weekend", strict=True, bare=True),
    Form(rf"(?:(?P<which>last|this|past) )?(?P<weekday>{WEEKDAY})", "weekday", strict=True),
    Form(
        rf"(?:the )?(?:last|past) (?P<count>{_COUNT}) (?P<unit>{_UNIT})",
        "counted",
        strict=True,
        bare=True,
    ),
    Form(rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT}) ago", "ago", bare=True),
    Form(r"(?:the )?recent (?P<unit>days|weeks|months|years)", "recent"),
    Form(rf"(?P<feast>{any_of(CALENDAR.feasts)})(?:,? (?P<year>{YEAR}))?", "feast"),
    Form(rf"(?P<year>{YEAR})", "year"),
    Form(rf"(?:last |this )?(?P<month>{MONTH})", "month"),
)
_POINT = one_of(_FORMS) + r"(?![\w'’-]|\.\d)"
_BARE = one_of(tuple(form for form in _FORMS if form.bare)) + r"(?![\w-])"
_GAP = r"(?:(?:the |a |an )?(?:[\w'’-]+ ){1,5}?(?:on|of|in) )?"

DATES = Dates(
    forms=_FORMS,
    back=_BACK,
    which={
        "this": "this",
        "last": "last",
        "previous": "last",
        "past": "past",
        "the past": "past",
    },
    units={
        "hour": "hour",
        "hours": "hour",
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "month": "month",
        "months": "month",
        "quarter": "quarter",
        "year": "year",
        "years": "year",
        "decade": "decade",
        "decades": "decade",
    },
    parts={
        "early": "start",
        "beginning of": "start",
        "start of": "start",
        "mid": "middle",
        "middle of": "middle",
        "late": "end",
        "end of": "end",
        "first week of": "first week",
        "last week of": "last week",
    },
    present=frozenset({"today"}),
    between=re.compile(
        rf"\b(?:between (?P<a>{_POINT}) and|from (?P<b>{_POINT}) (?:to|until|till|through)) "
        rf"(?P<end>{_POINT})",
        re.IGNORECASE,
    ),
    bounded=re.compile(
        rf"(?<!day )\b(?P<side>since|after|before|until|till|by|prior to|from)\s+"
        rf"(?:(?P<point>{_POINT})|{_GAP}(?P<far>{_POINT}))(?P<on>\s+on(?:wards?)?\b)?",
        re.IGNORECASE,
    ),
    sides={
        "since": "since",
        "from": "since",
        "after": "after",
        "before": "before",
        "prior to": "before",
        "until": "until",
        "till": "until",
        "by": "until",
    },
    continued=frozenset({"from"}),
    inside=re.compile(
        rf"\b(?:in|on|over|during|for|of|at|within|throughout) (?P<in>{_POINT})"
        rf"(?:,? (?:and|or|to) (?P<and>{_POINT}))?"
        rf"|(?<![\w-])(?P<bare>{_BARE}|last {MONTH}(?!\w)"
        rf"|(?:last|this) (?:{SEASON}|{WEEKDAY})(?!\w))"
        rf"|(?:\b(?:the|its|their|his|her)|['’]s) (?P<of>{MONTH})(?= [a-z])",
        re.IGNORECASE,
    ),
    loose=frozenset({"of", "for", "by", "after"}),
    counts=frozenset({"of", "for", "over", "at", "within", "by", "to", "and"}),
    ambiguous=re.compile(r"(?:may|mar|march|august|aug|april|june|jan)\.?", re.IGNORECASE),
    divided=re.compile(rf"\b{SEASON}$", re.IGNORECASE),
    titled=re.compile(
        r"(?:[A-Z][a-z]+ )*(?:Today|Tonight|Yesterday|Week|Month|Year|Night|Weekend|Decade)"
    ),
    before_name=re.compile(rf"\b(?:{MONTH}|{WEEKDAY}|year|week)$", re.IGNORECASE),
    event=re.compile(
        r"\b(?P<side>since|after|before|until)\s+the\s+(?P<event>(?:[\w'’-]+\s+){0,3}?(?:summit|"
        r"election|vote|referendum|talks|strike|walkout|accident|launch|outbreak|earthquake|flood|"
        r"storm|hurricane|fire|blast|final|treaty|agreement|deal|theft|robbery|closure|opening|"
        r"reopening|attack|shooting|trial|verdict|ruling|ceasefire|invasion|coup|collapse|"
        r"explosion|disaster|crash|derailment|landing|signing|funeral|protests?|inauguration|"
        r"resignation|handover|merger))\b",
        re.IGNORECASE,
    ),
    stated=re.compile(rf"\bon ({DATED})", re.IGNORECASE),
)
