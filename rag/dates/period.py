"""The time a question speaks of, as a range of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rag.dates.anchors import since_event
from rag.dates.expressions import read_point
from rag.dates.relative import Span
from rag.language import Language, language_of
from rag.language.times import Form

if TYPE_CHECKING:
    from index.archive import Index

_DESCRIBED = 24
_DAY = timedelta(days=1)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN = re.compile(rf"(?<![\w-])({_YEAR.pattern})[-–]({_YEAR.pattern})(?![\w-])")


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


def read_period(question: str, now: date, language: Language | None = None) -> Period | None:
    """Return the time that a question is limited to, if it names one.

    A long question, or one with several dates, describes what it asks about rather than limiting
    it, and gives none; nor does a time that is yet to come.

    Args:
        question: its words.
        now: the asker's day.
        language: of the question; None to tell it by the question.
    """
    found = _named(question, now, language or language_of(question))
    return None if found is None or (found.since and found.since > now) else found


def event_period(question: str, now: date, archive: Index) -> Period | None:
    """Return the time since or until an event without a date ("since the summit").

    A question that names a time beside it is not limited by the event.

    Args:
        question: its words.
        now: the asker's day.
        archive: where the event is looked up.
    """
    language = language_of(question)
    if len(question.split()) > _DESCRIBED or _named(question, now, language):
        return None
    event = since_event(question, archive, language)
    return Period(event[0], event[1], event[2], strict=True) if event else None


def days_in(sentence: str, now: date, code: str | None = None) -> list[Span]:
    """Return the first and last day of each time that a sentence of news names, in its order.

    Args:
        sentence: its words.
        now: the day it was written on; a time without a year is the latest one before it.
        code: ISO 639-1 code of its language, where it is known.
    """
    return [span for span, *_ in _insides(sentence, now, language_of(sentence, code))]


def _named(question: str, now: date, language: Language) -> Period | None:
    """Return the time that a short question names, past or to come."""
    if len(question.split()) > _DESCRIBED:
        return None
    rules = (_between, _bounded, _inside)
    return next((found for rule in rules if (found := rule(question, now, language))), None)


def _between(question: str, now: date, language: Language) -> Period | None:
    run = _RUN.search(question)
    if run and run[1] < run[2]:
        first, last = date(int(run[1]), 1, 1), date(int(run[2]), 12, 31)
        return Period(first, last, run.group(), strict=True)
    match = language.dates.between.search(question)
    if not match or not _means_time(
        question, match["end"], match.end("end"), language, loose=False, counts=True
    ):
        return None
    span = _joined(_given(match, "a", "b")[0], match["end"], now, language)
    return Period(span[0], span[1], match.group(), strict=True) if span else None


def _given(match: re.Match[str], *names: str) -> tuple[str, int]:
    """Return the first of some groups that a pattern has and that matched, and where it ends."""
    groups = match.groupdict()
    name = next((name for name in names if groups.get(name)), "")
    return (match[name], match.end(name)) if name else ("", -1)


def _joined(left: str, right: str, now: date, language: Language) -> Span | None:
    """Return the days from one point to another; what has no year takes the other's."""
    end = read_point(right, now, language)
    if not end:
        return None
    start = None
    if not _YEAR.search(left):
        dated = language.dates.with_year.format(time=left, year=end[0][1].year)
        start = read_point(dated, now, language)
    start = start or read_point(left, now, language)
    if not start or start[0][0] > end[0][1]:
        return None
    return start[0][0], end[0][1]


def _bounded(question: str, now: date, language: Language) -> Period | None:
    dates = language.dates
    if len(_YEAR.findall(question)) > 1:
        return None
    for match in dates.bounded.finditer(question):
        words, end = _given(match, "point", "far")
        word = match["side"].lower()
        if word in dates.continued and not match["on"]:
            continue
        loose, counts = word in dates.loose, word in dates.counts
        if not _means_time(question, words, end, language, loose=loose, counts=counts):
            continue
        found = read_point(words, now, language)
        if not found:
            continue
        (first, last), _ = found
        side, said = dates.sides[word], match.group()
        if side == "since":
            return Period(first, None, said, strict=True)
        if side == "after":
            return Period(last + _DAY, None, said, strict=True)
        if side == "before":
            return Period(None, first - _DAY, said, strict=True)
        return Period(None, last, said, strict=True)
    return None


def _inside(question: str, now: date, language: Language) -> Period | None:
    found = list(_insides(question, now, language))
    if len(found) != 1:
        return None
    (first, last), form, words, said = found[0]
    if words.lower() in language.dates.present and language.questions.state.search(question):
        return None
    if language.questions.to_come.search(question) and not _YEAR.search(words):
        return None
    return Period(first, last, said, strict=form.strict)


def _insides(question: str, now: date, language: Language) -> Iterator[tuple[Span, Form, str, str]]:
    """Yield the times of a question: their days, form and words, and the words that say so."""
    dates = language.dates
    for match in dates.inside.finditer(question):
        words, end = _given(match, "in", "bare", "of")
        other, behind = _given(match, "and")
        owned = bool(_given(match, "of")[0])
        before = match.group().split()[0].lower() if _given(match, "in")[0] else ""
        if not _means_time(
            question,
            other or words,
            max(end, behind),
            language,
            loose=before in dates.loose or owned,
            counts=before in dates.counts,
        ):
            continue
        found = read_point(words, now, language)
        if not found:
            continue
        joined = _joined(words, other, now, language) if other else None
        yield joined or found[0], found[1], words, words if owned else match.group().strip()


def _means_time(
    question: str, words: str, end: int, language: Language, *, loose: bool, counts: bool
) -> bool:
    """Return whether words are a time and no part of a name, a title or a count.

    "Last Year at Marienbad", "on Saturday Night Live", "the fall of Berlin" and "over 2000 people"
    are none; nor is the name of a month that is also a person's or another word, where the word
    before it says little ("by May").

    Args:
        question: its words.
        words: of the time.
        end: where they end in the question.
        language: of the question.
        loose: the word before them is one that also stands before persons.
        counts: the word before them is one that also stands before counts.
    """
    dates = language.dates
    if loose and dates.ambiguous.fullmatch(words):
        return False
    following = re.match(r"\s+([\w'’]+)", question[end:])
    word = following[1] if following else ""
    counted = counts and _YEAR.fullmatch(words)
    if counted and word.islower() and word not in language.words.function:
        return False
    if word.lower() == "of" and dates.divided.search(words):
        return False
    if question.isupper():
        return True
    if dates.titled.fullmatch(words) and end > len(words):
        return False
    return not (word[:1].isupper() and dates.before_name.search(words))
