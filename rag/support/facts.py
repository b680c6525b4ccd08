"""The hard facts of a sentence: its numbers, names, quotations and negations."""

from __future__ import annotations

import re

from rag.language import Language, language_of
from rag.language.parts import Numbers
from rag.names import names

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


_PARTED = re.compile(r"(?<=\d)([,.]) (?=\d)")


def readings(text: str) -> set[str]:
    """Return the numbers that a cited text may be read to have.

    Beside `numbers` that is also what it has once blanks inside a number are closed, as in the
    "235, 000" or "2. 4" of texts that were taken apart into words.
    """
    return numbers(text) | numbers(_PARTED.sub(r"\1", text))


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


def normal(text: str) -> str:
    """Return a text with case, white space, typographic quotes and end punctuation evened out."""
    plain = text.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split()).strip(" .,;:!?'\"")


def negations(text: str) -> int:
    """Return how many negating words a text has."""
    negates = language_of(text).negation.negates
    return sum(map(negates, _WORD.findall(text)))


def calendar_words(text: str) -> set[str]:
    """Return the months and weekdays that a text names."""
    words = {word.lower() for word in _WORD.findall(text)}
    return words & language_of(text).calendar.names


def strange_names(claim: str, cited: str) -> set[str]:
    """Return names in a claim that the cited text does not have in any form."""
    words = set(re.findall(r"\w+", cited.lower().replace("’", "'")))
    return {
        name
        for name in names(claim)
        if not all(_known(part, words) for part in re.findall(r"\w+", name))
    }


def _known(word: str, words: set[str]) -> bool:
    if word in words or word.rstrip("s") in words or f"{word}s" in words or len(word) < 2:
        return True
    stem = word[: max(4, len(word) - 3)]
    return len(word) > 5 and any(other.startswith(stem) for other in words)
