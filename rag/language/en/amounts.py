"""How English says amounts that are no plain number words."""

from __future__ import annotations

import re

from rag.language.en.calendar import CALENDAR
from rag.language.en.numbers import ORDINALS, UNITS
from rag.language.parts import Amounts, any_of, word_set

_PARTS = {word: value for word, value in ORDINALS.items() if value > 2} | {"quarter": 4}

AMOUNTS = Amounts(
    alone={
        "once": 1,
        "single": 1,
        "both": 2,
        "couple": 2,
        "double": 2,
        "doubled": 2,
        "duo": 2,
        "pair": 2,
        "twice": 2,
        "thrice": 3,
        "trio": 3,
        "triple": 3,
        "tripled": 3,
        "fortnight": 14,
    },
    parts={"half": 2, "halves": 2} | _PARTS | {f"{word}s": value for word, value in _PARTS.items()},
    multiples={
        "dozen": 12,
        "dozens": 12,
        "decade": 10,
        "decades": 10,
        "century": 100,
        "centuries": 100,
    },
    suffixes={
        "k": 1_000,
        "m": 10**6,
        "mn": 10**6,
        "b": 10**9,
        "bn": 10**9,
        "tn": 10**12,
    },
    day=re.compile(
        rf"\b{CALENDAR.month}\b\.?,? (\d{{1,2}})\b(?![,.]?\d)"
        rf"|\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{CALENDAR.month}\b",
        re.IGNORECASE,
    ),
    uncounted=word_set("percent per people"),
    ratio=re.compile(rf"\b(?:out|\d+|{any_of(UNITS)}) (?:in|of) $", re.IGNORECASE),
    ratio_of=re.compile(r" (?:in|of|out of) (?:\d|ten|five|four|three)", re.IGNORECASE),
    years=re.compile(r"\byears?\b|\bdecade|\bcentur|anniversary", re.IGNORECASE),
    days=re.compile(r"\b(?:day|week)s?\b|\b(?:yester|to)day\b", re.IGNORECASE),
    neighbour=re.compile(r"\b(?:next|previous|following|last|this) \w", re.IGNORECASE),
    within=re.compile(r"\b(?:between|since|from)\b", re.IGNORECASE),
)
