"""The hard facts of a sentence: its numbers, names, quotations and negations."""

from __future__ import annotations

import re

from rag.language.en.words import MONTHS, WEEKDAYS
from rag.names import names

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=False,
    )
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "dozen": 12}
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
_NEGATION = re.compile(
    r"\b(no|not|never|none|nobody|nothing|neither|nor|without|cannot|unable|fail(s|ed)? to|"
    r"den(y|ies|ied)|refus(e|es|ed)|reject(s|ed)?)\b|n['’]t\b",
    re.IGNORECASE,
)


def numbers(text: str) -> set[str]:
    """Return the numbers of a text in one form: digits without separators, words as digits.

    "1,150", "1150" and "eleven hundred and fifty" are not all one: scales are multiplied only
    where they follow a single number ("two million" is 2000000).
    """
    found: set[str] = set()
    words = [word.lower() for word in _WORD.findall(text.replace("-", " "))]
    place = 0
    while place < len(words):
        value, used = _number_at(words, place)
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


def _number_at(words: list[str], place: int) -> tuple[str | None, int]:
    word = words[place]
    value: float | None = None
    used = 1
    if _DIGITS.fullmatch(word):
        plain = re.sub(r",(?=\d{3}\b)", "", word).rstrip(".,:")
        try:
            value = float(plain)
        except ValueError:
            return plain, 1
    elif word in _TENS:
        value = _TENS[word]
        if place + 1 < len(words) and 0 < _UNITS.get(words[place + 1], 0) < 10:
            value += _UNITS[words[place + 1]]
            used = 2
    elif word in _UNITS and word not in ("one", "zero"):
        value = _UNITS[word]
    if value is None:
        return None, 1
    while place + used < len(words) and words[place + used] in _SCALES:
        value *= _SCALES[words[place + used]]
        used += 1
    return f"{value:g}" if value < 1e6 else f"{value:.0f}", used


def as_digits(word: str) -> str:
    """Return a number word from two to nineteen, or of a ten, as digits; else the word itself."""
    value = _UNITS.get(word, _TENS.get(word))
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
    return len(_NEGATION.findall(text))


def calendar_words(text: str) -> set[str]:
    """Return the months and weekdays that a text names."""
    words = {word.lower() for word in _WORD.findall(text)}
    return words & {*MONTHS, *WEEKDAYS} - {"may", "march"}


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
