"""English names of months, weekdays, seasons and feasts."""

from __future__ import annotations

from index.text.months import MONTHS, numbered
from rag.language.parts import Calendar, any_of

MONTH_NAMES = tuple(names.split()[0] for names in MONTHS["en"])
SHORT_MONTHS = frozenset(short for names in MONTHS["en"] for short in names.split()[1:])
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_NUMBERED = numbered("en")
CALENDAR = Calendar(
    months=_NUMBERED,
    weekdays={name: place for place, name in enumerate(WEEKDAYS)},
    seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    feasts={
        "christmas eve": (12, 24),
        "christmas day": (12, 25),
        "christmas": (12, 25),
        "new year's eve": (12, 31),
        "new year's day": (1, 1),
    },
    names=frozenset({*MONTH_NAMES, *WEEKDAYS} - {"may", "march"}),
    short=SHORT_MONTHS,
    month=f"(?:{any_of(_NUMBERED)})",
    weekday=f"(?:{any_of(frozenset(WEEKDAYS))})",
    day=r"\b(\d{1,2})(?:st|nd|rd|th)?\b",
)
