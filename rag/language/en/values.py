"""How an English sentence writes figures and days."""

from __future__ import annotations

import re

from rag.language.en.calendar import CALENDAR, MONTH_NAMES
from rag.language.en.numbers import TENS, UNITS
from rag.language.parts import Values, any_of, word_set

_YEAR = r"(?:1[5-9]|20)\d\d"
_MANY = any_of(frozenset(UNITS) - {"zero", "one"})

VALUES = Values(
    figure=re.compile(
        r"(?<![\w.,-])(?<!No\. )[$€£¥]?\d+(?:[.,]\d+)*"
        r"(?:\s?%|\s?per\s?cent|\s(?:million|billion|thousand))?"
        rf"|\b(?:{_MANY}|(?:{any_of(TENS)})(?:-\w+)?)(?:\s(?:million|billion|thousand|hundred))?\b",
        re.IGNORECASE,
    ),
    share=re.compile(r"%|per\s?cent", re.IGNORECASE),
    day=re.compile(
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{CALENDAR.month}\.?"
        rf"(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? {_YEAR})?\b|\b{_YEAR}\b",
        re.IGNORECASE,
    ),
    dated=re.compile(rf"(?:{'|'.join(MONTH_NAMES)})\.?,? $", re.IGNORECASE),
    lasts=re.compile(
        r"\b(how (?!many)\w+|rate|share|percent\w*|per cent|turnout|inflation|age|minutes?|hours?|"
        r"days?|weeks?|months?|years?|decades?)\b|%",
        re.IGNORECASE,
    ),
    counted=re.compile(r"\bhow many (\w+) (?=\w)", re.IGNORECASE),
    durations=word_set("second minute hour day week month year decade"),
    clock=word_set("o'clock pm"),
    corrects=re.compile(
        r"\b(correct(s|ed|ing|ion)|revis(es|ed|ing|ion)|earlier (report|figure|count|statement|"
        r"toll|estimate)s?|previous(ly)? (reported|said|put|given|figure|count|estimate)|updated?|"
        r"mistaken(ly)?|in error|had (been )?(wrongly|mistakenly)|rather than|instead of|"
        r"no longer)\b",
        re.IGNORECASE,
    ),
    grows=re.compile(
        r"\b(tolls?|die[ds]?|dying|dead|deaths?|kill(ed|s)?|fatalities|casualties|victims|perished|"
        r"injur(ed|ies)|hurt|wounded|burned|arrest(s|ed)?|detained|infect(ed|ions)|cases|"
        r"evacuated|rescued|destroyed)\b",
        re.IGNORECASE,
    ),
)
