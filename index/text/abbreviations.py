"""Words whose full stop ends no sentence, as English news writes them."""

from __future__ import annotations

import re

from index.text.months import MONTHS

TITLES = tuple(
    "Mr Mrs Ms Mx Dr Prof Gov Govs Sen Sens Rep Reps Gen Col Lt Sgt Capt Cpl Maj Adm Cmdr Pvt "
    "Pfc Spc Det Insp Supt Atty Rev Hon St Mt Ft".split()
)
"""Before a name, so that a sentence seldom ends with one."""

_MONTHS = tuple(short.capitalize() for names in MONTHS["en"] for short in names.split()[1:])
_NUMBERED = ("No", "Nos", "Vol", "Fig", "Sec", "Art")
_OTHERS = tuple("Jr Sr vs etc Inc Ltd Co Cos Corp Bros Ave Blvd approx".split())
_DOTTED = ("us", "uk", "un")

ABBREVIATED = frozenset(
    word.lower() for word in (*TITLES, *_MONTHS, *_NUMBERED, *_OTHERS, *_DOTTED)
)
"""All of them in lower case, without their full stops."""


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


NOT_THE_END = re.compile(
    rf"(?:(?:^|[\s(\"“'‘])(?:[A-Z]|{_any((*TITLES, *_MONTHS, *_NUMBERED, *_OTHERS))})"
    r"|(?:^|[^\w.])(?:[A-Za-z]\.)+[A-Za-z])$"
)
"""Matches what stands before a full stop that need not end a sentence: "Gov", "J", "p.m"."""

_ZONES = "Pacific|Eastern|Central|Mountain|[ECMP][DS]?T|GMT|BST|KST|UTC|local"
_DAYS = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
_NAMES_OF_MONTHS = _any(tuple(names.split()[0].capitalize() for names in MONTHS["en"]))

# "Michigan St." may end a sentence.
_BEFORE_NAMES = _any(tuple(each for each in TITLES if each not in ("St", "Mt", "Ft")))
GOES_ON = re.compile(
    rf"(?:(?:^|[\s(\"“'‘—-])(?:{_BEFORE_NAMES})\."
    r"\s+(?=[A-Z])"
    rf"|(?:^|[\s(\"“'‘])(?:{_any((*_MONTHS, *_NUMBERED))})\.\s+(?=\d)"
    rf"|\b[ap]\.m\.\s+(?=(?:{_ZONES}|(?:{_DAYS})day|{_any(_MONTHS)}|{_NAMES_OF_MONTHS})\b)"
    r"|[^\s\d][.!?][\"”’)]?\s+(?=[a-z][a-z’'-]*,?(?:\s|$))(?!(?:courtesy|pic|via|vs)\b))"
)
"""Matches where a sentence goes on after a full stop: from the last word before it to the next
sentence's first, which the pattern only looks at."""
