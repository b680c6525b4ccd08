"""The hard facts of a sentence: its numbers, days and quotations."""

from __future__ import annotations

import re

from index.text.marks import normalized
from rag.language import Language, language_of
from rag.language.parts import Numbers

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")


def numbers(text: str) -> set[str]:
    """Return the numbers of a text in one form: digits without separators, words as digits.

    "1,150", "1150" and "eleven hundred and fifty" are not all one: scales are multiplied only
    where they follow a single number ("two million" is 2000000).
    """
    rules = language_of(text).numbers
    found: set[str] = set()
    words = [word.lower() for word in _WORD.findall(text.replace("-", " "))]
    place = 0
    while place < len(words):
        value, used = _number_at(words, place, rules)
        if value is not None:
            found.add(value)
        place += max(used, 1)
    return found


def _number_at(words: list[str], place: int, rules: Numbers) -> tuple[str | None, int]:
    word = words[place]
    value: float | None = None
    used = 1
    if _DIGITS.fullmatch(word):
        plain = re.sub(r",(?=\d{3}\b)", "", word).rstrip(".,:")
        try:
            value = float(plain)
        except ValueError:
            return plain, 1
    elif word in rules.tens:
        value = rules.tens[word]
        if place + 1 < len(words) and 0 < rules.units.get(words[place + 1], 0) < 10:
            value += rules.units[words[place + 1]]
            used = 2
    elif rules.units.get(word, 0) > 1:
        value = rules.units[word]
    if value is None:
        return None, 1
    while place + used < len(words) and words[place + used] in rules.scales:
        value *= rules.scales[words[place + used]]
        used += 1
    return f"{value:g}" if value < 1e6 else f"{value:.0f}", used


def as_digits(word: str, language: Language) -> str:
    """Return a number word from two to nineteen, or of a ten, as digits; else the word itself."""
    value = language.numbers.units.get(word, language.numbers.tens.get(word))
    return word if value is None or value < 2 else str(value)


def quotations(text: str) -> list[str]:
    """Return what stands between double quotation marks, normalised for comparison."""
    return [normal(quoted) for quoted in _QUOTED.findall(text)]


def misquoted(claim: str, cited: str) -> str | None:
    """Return a quotation of a claim that the cited text does not have; an article may be gone."""
    articles = language_of(claim).words.articles
    text = normal(cited).replace('"', "")
    for quoted in quotations(claim):
        first, _, rest = quoted.partition(" ")
        if (rest if first in articles else quoted) not in text:
            return quoted
    return None


def normal(text: str) -> str:
    """Return a text with case, white space, quotes, ligatures and end punctuation evened out."""
    plain = normalized("NFKC", text).lower()
    for quote, mark in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        plain = plain.replace(quote, mark)
    return " ".join(plain.split()).strip(" .,;:!?'\"")


def other_day(claim: str, cited: str) -> str | None:
    """Return a month or weekday of a claim where the cited text names only others."""
    own, there = _calendar_words(claim), _calendar_words(cited)
    kinds = {kind for kind, _ in there}
    strange = (day for day in own if day not in there and day[0] in kinds)
    return next((own[day] for day in strange), None)


def _calendar_words(text: str) -> dict[tuple[str, int], str]:
    """Return the months and weekdays that a text names, by kind and number, as written.

    A short form counts only with a capital, or else many a word would be one.
    """
    calendar = language_of(text).calendar
    found: dict[tuple[str, int], str] = {}
    for written in _WORD.findall(text):
        word = written.lower()
        if word in calendar.weekdays:
            found["weekday", calendar.weekdays[word]] = written
        elif word in calendar.names or (word in calendar.short and written[0].isupper()):
            found["month", calendar.months[word]] = written
    return found
