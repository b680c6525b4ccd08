"""The value a sentence gives in answer to a question: a figure, a day, a name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from index.text.terms import terms as analysed
from rag.language import Language, language_of
from rag.names import names
from rag.query.answer_type import Kind
from rag.support.facts import numbers

ValueKind: TypeAlias = Literal["figure", "day", "name"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Value:
    """What a sentence gives.

    Attributes:
        kind: figure, day or name.
        text: as it stands in the sentence.
        parts: normalised pieces that are compared: a number, day and month and year, name words.
        unit: the analysed word after a figure, "" for none.
    """

    kind: ValueKind
    text: str
    parts: frozenset[str]
    unit: str = ""


def value_of(kind: Kind, sentence: str, question: str) -> Value | None:
    """Return the value that a sentence gives to a question of a kind; None when it gives none.

    Of several, it is the one that stands nearest to words of the question and that the question
    does not say itself.
    """
    language = language_of(sentence)
    if kind == "quantity":
        return _nearest(sentence, question, "figure", language)
    if kind == "time":
        return _nearest(sentence, question, "day", language)
    if kind in ("person", "place"):
        return _nearest(sentence, question, "name", language)
    return None


def differ(one: Value, other: Value) -> bool:
    """Return whether two values of one kind cannot both be right as far as form tells."""
    if one.parts & other.parts:
        return one.kind == "day" and _days_differ(one, other)
    units = {value.unit for value in (one, other) if value.unit}
    return one.kind != "figure" or len(units) < 2


def _days_differ(one: Value, other: Value) -> bool:
    """Days differ when both have a year, a month or a day that the other contradicts."""
    for level in ("y", "m", "d"):
        a = {part for part in one.parts if part[0] == level}
        b = {part for part in other.parts if part[0] == level}
        if a and b and a != b:
            return True
    return False


def _nearest(sentence: str, question: str, kind: ValueKind, language: Language) -> Value | None:
    function = language_of(question).words.function
    asked = {term for term in analysed(question) if term not in function}
    patterns = {
        "figure": language.values.figure,
        "day": language.values.day,
        "name": language.names.whole,
    }
    targets = _counted(question, asked) if kind == "figure" else asked
    places = [m.start() for m in _WORD.finditer(sentence) if targets & set(analysed(m.group()))]
    given: list[tuple[int, Value]] = []
    for match in patterns[kind].finditer(sentence):
        value = _value(kind, match, sentence, question, language)
        if value is None or value.parts <= _said(kind, question):
            continue
        distance = min((_words_between(sentence, match.start(), p) for p in places), default=99)
        if value.unit and value.unit in targets | asked:
            counts = value.unit in targets or (not places and value.unit in _noun(question))
            distance = -1 if counts else distance
            value = replace(value, unit="")
        given.append((distance, value))
    if not given:
        return None
    distance, best = min(given, key=lambda pair: pair[0])
    # The one figure of a sentence may stand farther off.
    alone = kind == "figure" and len(given) == 1
    return best if distance <= (2 * _NEAR if alone else _NEAR) else None


def _counted(question: str, asked: set[str]) -> set[str]:
    """Return the terms that a figure must stand near to answer a question.

    Of "how many people died on the Anna Marie" that is "died" and what means the same: not the
    names, which every figure of the article is near, and not the people, who may also be injured.
    """
    named = {term for name in names(question) for term in analysed(name)}
    kept = (asked - named) or asked
    kept = (kept - _noun(question)) or kept
    return kept.union(*(alike for alike in _alike(language_of(question)) if kept & alike))


def _noun(question: str) -> set[str]:
    """Return the terms of what "how many" counts."""
    match = language_of(question).values.counted.search(question)
    return set(analysed(match[1])) if match else set()


@functools.lru_cache(maxsize=8)
def _alike(language: Language) -> tuple[frozenset[str], ...]:
    """Return sets of analysed words that count the same."""
    return tuple(frozenset(analysed(words)) for words in language.words.same_count)


@functools.lru_cache(maxsize=8)
def _units(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return the analysed units of lengths of time, and those that make a number a date."""
    durations = analysed(" ".join(sorted(language.values.durations)))
    years = [word for word, unit in language.dates.units.items() if unit == "year"]
    dates = [*analysed(" ".join([*language.calendar.months, *years])), *language.values.clock]
    return frozenset({*durations, "%"}), frozenset(dates)


def _said(kind: ValueKind, question: str) -> frozenset[str]:
    if kind == "figure":
        return frozenset(numbers(question))
    if kind == "day":
        language = language_of(question)
        days = language.values.day.finditer(question)
        return frozenset(part for day in days for part in _day_parts(day.group(), language))
    return frozenset(re.findall(r"\w+", question.lower()))


def _words_between(sentence: str, a: int, b: int) -> int:
    return len(_WORD.findall(sentence[min(a, b) : max(a, b)]))


def _value(
    kind: ValueKind, match: re.Match[str], sentence: str, question: str, language: Language
) -> Value | None:
    text = match.group().strip()
    if kind == "figure":
        found = numbers(text)
        after = _WORD.search(sentence, match.end())
        unit = analysed(after.group()) if after and after.start() - match.end() <= 1 else []
        if language.values.share.search(text):
            unit = ["%"]
        elif unit and after and after.group().lower() in language.words.function:
            unit = []
        durations, dates = _units(language)
        if not found or (unit and unit[0] in dates) or _dated(sentence, match, language):
            return None
        lasts = language_of(question).values.lasts
        if unit and unit[0] in durations and not lasts.search(question):
            return None
        return Value(kind, text, frozenset(found), unit[0] if unit else "")
    if kind == "day":
        parts = _day_parts(text, language)
        return Value(kind, text, parts) if parts else None
    return _name(text, _said("name", question), language)


def _name(text: str, said: frozenset[str], language: Language) -> Value | None:
    """Return a name without the words before it that the question has ("Mayor").

    A name that ends with a word of the question names what is asked about ("the Silver Cup"), not
    an answer.
    """
    words = text.split()
    while words and words[0].lower() in said:
        words.pop(0)
    if not words or re.sub(r"\W+$", "", words[-1].lower()) in said:
        return None
    bare = " ".join(words).rstrip(".'’-")
    ignored = language.names.ignored | language.names.titles
    kept = frozenset(w for w in names(f"x {bare}") if w not in ignored and len(w) > 1)
    return Value("name", bare, kept) if kept else None


def _dated(sentence: str, match: re.Match[str], language: Language) -> bool:
    """Return whether a number is part of a date, or a year."""
    before = sentence[max(0, match.start() - 12) : match.start()]
    return bool(language.values.dated.search(before) or _YEAR.fullmatch(match.group()))


def _day_parts(text: str, language: Language) -> frozenset[str]:
    lowered = text.lower()
    parts: set[str] = set()
    year = _YEAR.search(lowered)
    if year:
        parts.add(f"y{year.group()}")
        lowered = lowered.replace(year.group(), " ")
    month = re.search(language.calendar.month, lowered)
    if month:
        parts.add(f"m{language.calendar.number(month.group())}")
    day = re.search(language.calendar.day, lowered)
    if day and parts:
        parts.add(f"d{int(day.group(1))}")
    return frozenset(parts)
