"""The time a question speaks of, as a range of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rag.dates.anchors import since_event
from rag.dates.expressions import BARE, MONTH, POINT, SEASON, WEEKDAY, YEAR, Form, read_point
from rag.dates.relative import Span
from rag.language.en.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from index.archive import Index

_DESCRIBED = 24
_DAY = timedelta(days=1)
# "Who leads the party today" asks how things stand, not what was reported on this day.
_STATE = re.compile(
    r"^\s*(who|what|which|where|how (many|much)|is|are|does|do)\b(?!.*\b(happen|did|was|were|said|"
    r"says|announce|news|report|publish))",
    re.IGNORECASE,
)
# What is to come was told before it comes.
_TO_COME = re.compile(
    r"\b(will|won't|going to|plans?|planned|due (to|in)|expected to|scheduled|next|upcoming)\b",
    re.IGNORECASE,
)
_GAP = r"(?:(?:the |a |an )?(?:[\w'’-]+ ){1,5}?(?:on|of|in) )?"
_SIDES = re.compile(
    rf"(?<!day )\b(?P<side>since|after|before|until|till|by|prior to|from)\s+"
    rf"(?:(?P<point>{POINT})|{_GAP}(?P<far>{POINT}))(?P<on>\s+on(?:wards?)?\b)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\b(?:between (?P<a>{POINT}) and|from (?P<b>{POINT}) (?:to|until|till|through)) "
    rf"(?P<end>{POINT})",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"\b(?:in|on|over|during|for|of|at|within|throughout) (?P<in>{POINT})"
    rf"(?:,? (?:and|or|to) (?P<and>{POINT}))?"
    rf"|(?<![\w-])(?P<bare>{BARE}|last {MONTH}(?!\w)|(?:last|this) (?:{SEASON}|{WEEKDAY})(?!\w))"
    rf"|(?:\b(?:the|its|their|his|her)|['’]s) (?P<of>{MONTH})(?= [a-z])",
    re.IGNORECASE,
)
_AMBIGUOUS = re.compile(r"(?:may|mar|march|august|aug|april|june|jan)\.?", re.IGNORECASE)
_FALL = re.compile(rf"\b{SEASON}$", re.IGNORECASE)
_TITLED = re.compile(
    r"(?:[A-Z][a-z]+ )*(?:Today|Tonight|Yesterday|Week|Month|Year|Night|Weekend|Decade)"
)
_BEFORE_NAME = re.compile(rf"\b(?:{MONTH}|{WEEKDAY}|year|week)$", re.IGNORECASE)
_COUNTING = ("of", "for", "over", "at", "within", "by", "to", "and")
_RUN = re.compile(rf"(?<![\w-])({YEAR})[-–]({YEAR})(?![\w-])")


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
    it, and gives none; nor does a time that is yet to come. An event without a date ("since the
    summit") is looked up in the archive.

    Args:
        question: its words.
        now: the asker's day.
        archive: where events are looked up; None for no look-up.
    """
    if len(question.split()) > _DESCRIBED:
        return None
    for rule in (_between, _bounded, _inside):
        found = rule(question, now)
        if found:
            return None if found.since and found.since > now else found
    event = since_event(question, archive) if archive is not None else None
    return Period(event[0], event[1], event[2], strict=True) if event else None


def _between(question: str, now: date) -> Period | None:
    run = _RUN.search(question)
    if run and run[1] < run[2]:
        first, last = date(int(run[1]), 1, 1), date(int(run[2]), 12, 31)
        return Period(first, last, run.group(), strict=True)
    match = _BETWEEN.search(question)
    if not match or not _means_time(
        question, match["end"], match.end("end"), loose=False, counts=True
    ):
        return None
    span = _joined(match["a"] or match["b"], match["end"], now)
    return Period(span[0], span[1], match.group(), strict=True) if span else None


def _joined(left: str, right: str, now: date) -> Span | None:
    """Return the days from one point to another; a month without a year takes the other's."""
    end = read_point(right, now)
    if end and re.search(MONTH, left, re.IGNORECASE) and not re.search(YEAR, left):
        left = f"{left} {end[0][1].year}"
    start = read_point(left, now)
    if not start or not end or start[0][0] > end[0][1]:
        return None
    return start[0][0], end[0][1]


def _bounded(question: str, now: date) -> Period | None:
    if len(re.findall(YEAR, question)) > 1:
        return None
    for match in _SIDES.finditer(question):
        words = match["point"] or match["far"]
        side = match["side"].lower()
        if side == "from" and not match["on"]:
            continue
        end = match.end("point" if match["point"] else "far")
        loose = side in ("by", "after")
        if not _means_time(question, words, end, loose=loose, counts=side == "by"):
            continue
        found = read_point(words, now)
        if not found:
            continue
        (first, last), _ = found
        said = match.group()
        if side in ("since", "from"):
            return Period(first, None, said, strict=True)
        if side == "after":
            return Period(last + _DAY, None, said, strict=True)
        if side in ("before", "prior to"):
            return Period(None, first - _DAY, said, strict=True)
        return Period(None, last, said, strict=True)
    return None


def _inside(question: str, now: date) -> Period | None:
    found = list(_insides(question, now))
    if len(found) != 1:
        return None
    (first, last), form, words, match = found[0]
    if words.lower() == "today" and _STATE.search(question):
        return None
    if _TO_COME.search(question) and not re.search(YEAR, words):
        return None
    said = words if match["of"] else match.group().strip()
    return Period(first, last, said, strict=form.strict)


def _insides(question: str, now: date) -> Iterator[tuple[Span, Form, str, re.Match[str]]]:
    for match in _INSIDE.finditer(question):
        words = match["in"] or match["bare"] or match["of"]
        before = match.group().split()[0].lower() if match["in"] else ""
        loose = before in ("of", "for") or match["of"] is not None
        end = max(match.end(name) for name in ("in", "bare", "of", "and"))
        last = match["and"] or words
        if not _means_time(question, last, end, loose=loose, counts=before in _COUNTING):
            continue
        found = read_point(words, now)
        if not found:
            continue
        joined = _joined(words, match["and"], now) if match["and"] else None
        yield joined or found[0], found[1], words, match


def _means_time(question: str, words: str, end: int, *, loose: bool, counts: bool) -> bool:
    """Return whether words are a time and no part of a name, a title or a count.

    "Last Year at Marienbad", "on Saturday Night Live", "the fall of Berlin" and "over 2000 people"
    are none; nor is the name of a month that is also a person's or another word, where the word
    before it says little ("by May").

    Args:
        question: its words.
        words: of the time.
        end: where they end in the question.
        loose: the word before them is one that also stands before persons.
        counts: the word before them is one that also stands before counts.
    """
    if loose and _AMBIGUOUS.fullmatch(words):
        return False
    following = re.match(r"\s+([\w'’]+)", question[end:])
    word = following[1] if following else ""
    if counts and re.fullmatch(YEAR, words) and word.islower() and word not in FUNCTION_WORDS:
        return False
    if word.lower() == "of" and _FALL.search(words):
        return False
    if question.isupper():
        return True
    if _TITLED.fullmatch(words) and end > len(words):
        return False
    return not (word[:1].isupper() and _BEFORE_NAME.search(words))
