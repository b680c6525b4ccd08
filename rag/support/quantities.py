"""The numbers that a text writes, and the values that it may be read to give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.language import Language, language_of
from rag.language.parts import Numbers

Kind: TypeAlias = Literal["", "day", "year", "money", "percent", "ordinal"]

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)*|[^\W\d_]+")
_PARTED = re.compile(r"(?<=\d)([,.]) (?=\d)")
_CURRENCIES = "$€£¥₩"
_YEARS = range(1500, 2100)
# Words between the two numbers of "seven out of ten" and "two and a half", and one to spare.
_APART = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text writes.

    Attributes:
        value: what it says.
        written: as it stands in the text.
        step: what one more in its last written place adds: 0.1 for "2.4", 10**6 for "3 million".
        start: first character.
        end: one past the last.
        kind: of what it is a number; "" for anything that is counted or measured.
    """

    value: float
    written: str
    step: float
    start: int
    end: int
    kind: Kind


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of a text in digits or words, in order; fractions are none."""
    language = language_of(text)
    tokens = list(_TOKEN.finditer(text))
    words = [token.group().lower() for token in tokens]
    days = {match.start(match.lastindex or 0) for match in language.amounts.day.finditer(text)}
    found = []
    at = 0
    while at < len(words):
        read = _value(words, at, language)
        if read is None:
            at += 1
            continue
        value, step, used = read
        by, scaled = _scale(text, tokens, at + used, language)
        start, end = tokens[at].start(), tokens[at + used + scaled - 1].end()
        kind: Kind = ""
        if text[max(0, start - 1) : start] in (*_CURRENCIES,):
            kind = "money"
        elif language.values.share.match(text[end : end + 9].lstrip(" -")):
            kind = "percent"
        elif scaled:
            kind = ""
        elif start in days:
            kind = "day"
        elif words[at].isdecimal() and int(words[at]) in _YEARS:
            kind = "year"
        elif language.numbers.ordinals.get(words[at]):
            kind = "ordinal"
        found.append(Quantity(value * by, text[start:end], step * by, start, end, kind))
        at += used + scaled
    return found


def _value(words: Sequence[str], at: int, language: Language) -> tuple[float, float, int] | None:
    """Return value, step and number of words of a number that begins at a word."""
    rules = language.numbers
    word = words[at]
    behind = [*words[at + 1 : at + 3], "", ""]
    if word[0].isdigit():
        plain = word.replace(",", "")
        if ":" in plain or plain.count(".") > 1:
            return None
        return float(plain), 10.0 ** -len(plain.partition(".")[2]), 1
    if word in rules.tens:
        unit = rules.units.get(behind[0], 0)
        return (rules.tens[word] + unit, 1.0, 2) if 0 < unit < 10 else (rules.tens[word], 1.0, 1)
    if word in rules.units:
        return rules.units[word], 1.0, 1
    if language.amounts.parts.get(word) == 2:  # "half a million"
        used = 1 if behind[0] in rules.scales else 2
        if behind[used - 1] in rules.scales and (used == 1 or behind[0] in rules.vague):
            return 0.5, 0.1, used
    if word in rules.vague and behind[0] in rules.scales:  # "a hundred", "several thousand"
        return 1.0, 1.0, 1
    if rules.ordinals.get(word, 0) > 2:  # "first" and "second" are too often something else
        return rules.ordinals[word], 1.0, 1
    return None


def _scale(
    text: str, tokens: Sequence[re.Match[str]], at: int, language: Language
) -> tuple[float, int]:
    """Return by what the words from a place on multiply the number before, and how many do."""
    by, used = 1.0, 0
    while at + used < len(tokens):
        word = tokens[at + used].group().lower()
        between = text[tokens[at + used - 1].end() : tokens[at + used].start()]
        if word in language.numbers.scales and between in ("", " ", "-"):
            by *= language.numbers.scales[word]
        elif word in language.amounts.suffixes and not between:
            by *= language.amounts.suffixes[word]
        else:
            break
        used += 1
    return by, used


def readings(text: str) -> set[float]:
    """Return every value that numbers, ratios, fractions and multiples of a text may stand for.

    A ratio is read as a share of a hundred too, and so is a fraction. Blanks inside a number are
    closed, as in the "235, 000" or "2. 4" of texts that were taken apart into words.
    """
    closed = _PARTED.sub(r"\1", text)
    found = {quantity.value for each in {text, closed} for quantity in quantities(each)}
    language = language_of(text)
    amounts, numbers = language.amounts, language.numbers
    words = [token.group().lower() for token in _TOKEN.finditer(text)]
    for place, word in enumerate(words):
        earlier = [_small(each, numbers) for each in words[max(0, place - _APART) : place]]
        before = [value for value in earlier if value]
        many = (earlier[-1] if earlier else 0) or 1
        whole = _small(word, numbers)
        found.update(share for value in before if value < whole for share in _shares(value, whole))
        if word in amounts.alone:
            found.add(amounts.alone[word])
        if word in numbers.ordinals:
            found.add(numbers.ordinals[word])
        if word in amounts.parts:
            found.update(_shares(many, amounts.parts[word]))
            found.update(value + 1 / amounts.parts[word] for value in before)
        if word in amounts.multiples:
            found.update({many * amounts.multiples[word], amounts.multiples[word]})
        if word[0].isdigit() and (":" in word or word.count(".") > 1):
            found.update(map(float, re.split("[.:]", word)))
    return found


def _small(word: str, rules: Numbers) -> int:
    if word.isdecimal():
        return int(word) if len(word) < 4 else 0
    return rules.units.get(word, rules.tens.get(word, 0))


def _shares(value: int, whole: int) -> tuple[float, float]:
    return value / whole, 100.0 * value / whole
