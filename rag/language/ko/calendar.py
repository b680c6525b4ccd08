"""Korean names of days and times of the year."""

from __future__ import annotations

from rag.language.parts import Calendar, any_of

_WEEKDAYS = {f"{day}요일": place for place, day in enumerate("월화수목금토일")}

CALENDAR = Calendar(
    months={f"{number}월": number for number in range(1, 13)},
    weekdays=_WEEKDAYS,
    seasons={"봄": 3, "여름": 6, "가을": 9, "겨울": 12},
    feasts={
        "새해 첫날": (1, 1),
        "삼일절": (3, 1),
        "어린이날": (5, 5),
        "현충일": (6, 6),
        "광복절": (8, 15),
        "개천절": (10, 3),
        "한글날": (10, 9),
        "성탄절": (12, 25),
        "크리스마스": (12, 25),
    },
    names=frozenset(_WEEKDAYS),
    month=r"(?:1[0-2]|0?[1-9])(?=월)",
    weekday=f"(?:{any_of(_WEEKDAYS)})",
    day=r"(\d{1,2})일",
)
