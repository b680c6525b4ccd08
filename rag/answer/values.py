"""The value that a span gives in answer to a question: a figure, a day, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from index.text.terms import terms as analysed
from rag.language import Language, language_of
from rag.names import names
from rag.query.answer_type import Kind
from rag.query.asked import Asked
from rag.support.facts import numbers
from rag.types import Evidence

ValueKind: TypeAlias = Literal["figure", "day", "name"]

_KINDS: dict[Kind, ValueKind] = {
    "quantity": "figure",
    "time": "day",
    "person": "name",
    "place": "name",
}
_MOST_APART = 4.0
"""How many times a figure another may be that corrects it. Over 240 reporters' questions all larger
ratios were figures of different things."""
_ROUNDED = 1.01
"""Up to this ratio two figures are one that was rounded otherwise: 13.8 cents and 13.7."""
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"(?<=\b[A-Z])\.")
"""The full stop of an initial: "J.J. Redick" is "JJ Redick"."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Value:
    """What a span gives.

    Attributes:
        kind: figure, day or name.
        text: the span.
        parts: normalised pieces that are compared: numbers, day and month and year, name words.
        unit: the analysed word after a figure; "" for none, and for one that the question counts.
    """

    kind: ValueKind
    text: str
    parts: frozenset[str]
    unit: str = ""

    @property
    def amount(self) -> float | None:
        """The number of a figure that has one and is no share."""
        if self.kind != "figure" or self.unit == "%" or len(self.parts) != 1:
            return None
        (number,) = self.parts
        return float(number) if _PLAIN.fullmatch(number) else None


def value_of(asked: Asked, item: Evidence) -> Value | None:
    """Return the value that the answering words of a sentence give to a question.

    None when the question expects no value, or the words give none or more than one.
    """
    wanted = _KINDS.get(asked.kind)
    language = language_of(item.text, item.hit.article.language)
    if wanted == "figure":
        return _figure(item, language, _counted(asked, language))
    if wanted == "day":
        parts = _day_parts(item.short, language)
        return Value("day", item.short, parts) if parts else None
    if wanted == "name":
        parts = frozenset(names(f"x {_INITIAL.sub('', item.short)}"))
        return Value("name", item.short, parts) if parts else None
    return None


def differ(one: Value, other: Value) -> bool:
    """Return whether two values of one kind cannot both be right as far as form tells."""
    if one.kind == "day":
        return any(_differ_in(level, one, other) for level in "ymd")
    if one.parts & other.parts:
        return False
    if one.kind == "name":
        return True
    units = {value.unit for value in (one, other) if value.unit}
    return len(units) < 2 and _of_one_size(one, other)


def _of_one_size(one: Value, other: Value) -> bool:
    """Return whether two figures may measure one thing, and are more than one rounded otherwise.

    Seven goals to go are not 888 scored.
    """
    parts = [part for value in (one, other) for part in value.parts]
    if not all(_PLAIN.fullmatch(part) for part in parts):
        return True
    sizes = sorted(abs(float(part)) for part in parts)
    return _ROUNDED * sizes[0] < sizes[-1] <= _MOST_APART * sizes[0]


def _differ_in(level: str, one: Value, other: Value) -> bool:
    a = {part for part in one.parts if part[0] == level}
    b = {part for part in other.parts if part[0] == level}
    return bool(a and b and a != b)


def _figure(item: Evidence, language: Language, counted: frozenset[str]) -> Value | None:
    figures = list(language.values.figure.finditer(item.short))
    if len(figures) != 1 or _YEAR.fullmatch(figures[0].group()):
        return None
    text = figures[0].group().strip()
    found = frozenset(numbers(text))
    if not found or language.values.share.search(text):
        return Value("figure", text, found, "%") if found else None
    rest = item.hit.article.text[item.span[0] + figures[0].end() : item.end]
    after = _WORD.match(rest.lstrip())
    word = after.group() if after else ""
    unit = "" if word.lower() in language.words.function else "".join(analysed(word)[:1])
    return Value("figure", text, found, "" if unit in counted else unit)


def _counted(asked: Asked, language: Language) -> frozenset[str]:
    """Return the question's terms and what counts the same as one of them ("dead", "died")."""
    named = {term for name in names(asked.text) for term in analysed(name)}
    terms = frozenset(asked.terms) - named
    alike = (frozenset(analysed(words)) for words in language.words.same_count)
    return terms.union(*(words for words in alike if words & terms))


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
