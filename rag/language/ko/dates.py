"""How Korean says a time: "지난주", "3월 5일", "사흘 전"."""

from __future__ import annotations

import re

from rag.language.ko.calendar import CALENDAR
from rag.language.ko.numbers import DAYS, NUMBERS
from rag.language.parts import any_of
from rag.language.times import Dates, Form, Unit, one_of

_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:(?P<year>{_YEAR})년 ?)?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])월"
_UNITS: dict[str, Unit] = {
    "시간": "hour",
    "일": "day",
    "": "day",
    "며칠": "day",
    "주": "week",
    "주일": "week",
    "몇 주": "week",
    "달": "month",
    "개월": "month",
    "몇 달": "month",
    "분기": "quarter",
    "년": "year",
    "해": "year",
    "몇 년": "year",
}
_COUNTED = (
    rf"(?P<count>{any_of(DAYS)})(?P<unit>)",
    rf"(?P<count>{NUMBERS.count}) ?(?P<unit>시간|일|주일|주|개월|달|년|해)",
)
_BACK = {"오늘": 0, "어제": 1, "그제": 2, "그저께": 2, "엊그제": 2}
_FORMS = (
    Form(rf"{_YEAR}-\d\d-\d\d", "iso", bare=True),
    Form(rf"{_OF_YEAR}{_MONTH} ?(?P<day>[0-3]?\d)일", "dated", bare=True),
    Form(
        rf"(?P<of>(?:{_YEAR}년 ?)?\d{{1,2}}월|{_YEAR}년) ?(?P<which>초|중순|말|첫째 주|마지막 주)",
        "part",
        bare=True,
    ),
    Form(rf"{_OF_YEAR}{_MONTH}", "month", bare=True),
    Form(rf"{_OF_YEAR}(?P<q>[1-4])분기", "quarter", bare=True),
    Form(rf"{_OF_YEAR}(?P<nth>상|하)반기", "half", bare=True),
    Form(
        rf"(?:(?P<year>{_YEAR})년|(?P<which>지난|이번|올)) ?(?P<season>{any_of(CALENDAR.seasons)})",
        "season",
        bare=True,
    ),
    Form(r"(?P<decade>(?:19|20)\d0)년대", "decade", bare=True),
    Form(any_of(_BACK), "back", strict=True, bare=True),
    Form(r"어젯밤|지난밤|간밤", "night", strict=True, bare=True),
    Form(r"(?P<which>이번|지난|저번) ?주말", "weekend", strict=True, bare=True),
    Form(r"(?P<which>이번|지난|저번) ?(?P<unit>주|달|분기|해)", "unit", strict=True, bare=True),
    Form(r"(?P<which>작|금)(?P<unit>년)", "unit", strict=True, bare=True),
    Form(r"(?P<which>올)(?P<unit>해)", "unit", strict=True, bare=True),
    Form(r"(?P<which>이)(?P<unit>달)", "unit", strict=True, bare=True),
    Form(
        rf"(?:(?P<which>이번|지난) ?)?(?P<weekday>{CALENDAR.weekday})",
        "weekday",
        strict=True,
        bare=True,
    ),
    *(
        Form(rf"(?:최근|지난) ?{counted}(?: ?(?:간|동안))?", "counted", strict=True, bare=True)
        for counted in _COUNTED
    ),
    *(Form(rf"{counted} ?전", "ago", bare=True) for counted in _COUNTED),
    Form(r"최근 ?(?P<unit>며칠|몇 주|몇 달|몇 년)", "recent", bare=True),
    Form(rf"{_OF_YEAR}(?P<feast>{any_of(CALENDAR.feasts)})", "feast", bare=True),
    Form(rf"(?P<year>{_YEAR})년", "year", bare=True),
)
_POINT = one_of(_FORMS)
_END = r"(?=\W|$)"

DATES = Dates(
    forms=_FORMS,
    back=_BACK,
    which={
        "이번": "this",
        "올": "this",
        "금": "this",
        "이": "this",
        "지난": "last",
        "저번": "last",
        "작": "last",
    },
    units=_UNITS,
    parts={
        "초": "start",
        "중순": "middle",
        "말": "end",
        "첫째 주": "first week",
        "마지막 주": "last week",
    },
    present=frozenset({"오늘"}),
    with_year="{year}년 {time}",
    between=re.compile(rf"(?<!\w)(?P<a>{_POINT})(?:부터|에서) ?(?P<end>{_POINT})까지"),
    bounded=re.compile(
        rf"(?<!\w)(?P<point>{_POINT}) ?(?P<side>이후|부터|이래|이전|까지|후|전)"
        rf"(?:에|의|로|에는)?{_END}"
    ),
    sides={
        "이후": "since",
        "부터": "since",
        "이래": "since",
        "후": "after",
        "이전": "before",
        "전": "before",
        "까지": "until",
    },
    inside=re.compile(
        rf"(?<!\w)(?P<bare>{_POINT})(?:에는|에서|에도|에|의|은|는|도|와|과|자|중|동안|간)?{_END}"
    ),
)
