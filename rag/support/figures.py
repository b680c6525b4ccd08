"""Numbers of a claim that nothing in the cited text accounts for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from itertools import combinations, pairwise

from index.text.terms import terms as analysed
from rag.language import language_of
from rag.support.quantities import Quantity, quantities, readings

# Smaller numbers are often counted from what a text lists, or said in passing; they are held
# against a text only where it counts the same thing otherwise.
_SURE = 13
# What weeks are to a year, days to a week, and the like.
_UNITS_OF_TIME = (7, 12, 24, 52, 60, 365)
# Numbers of a text of which sums are tried.
_MANY = 24
_LONGEST_SPAN_OF_YEARS = 120
_LONGEST_SPAN_OF_DAYS = 8
# Two numbers so many characters apart are the ends of a range ("between 12 and 15").
_RANGE = 8
# A rounded number is this near the true one.
_NEAR = 0.15
_COUNTED = re.compile(r"(?:[ -][^\W\d_]+){1,3}")
_LETTER = re.compile(r"[^\W\d_]-?$")


def unexplained(claim: str, cited: str) -> str | None:
    """Return a number of a claim, as written, that the cited text surely does not have.

    A number is accounted for when the text has it in other words, rounded, in another unit of
    time, as a sum or a difference of two, as the rest of a hundred per cent or within a range.

    Args:
        claim: one sentence.
        cited: the text it cites.
    """
    own = quantities(claim)
    if not own:
        return None
    text = _Numbers(cited)
    for quantity in own:
        if _in_passing(quantity, claim):
            continue
        sure = quantity.value >= _SURE or quantity.step < 1 or quantity.kind == "day"
        if (sure or text.counts_otherwise(quantity, claim)) and not text.has(quantity, claim):
            return quantity.written
    return None


def _in_passing(quantity: Quantity, claim: str) -> bool:
    """Return whether a number is part of a word ("Covid-19") or of a ratio ("one in five")."""
    amounts = language_of(claim).amounts
    before, after = claim[: quantity.start], claim[quantity.end :]
    return bool(
        _LETTER.search(before[-2:]) or amounts.ratio.search(before) or amounts.ratio_of.match(after)
    )


class _Numbers:
    """What a cited text says in numbers."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._amounts = language_of(text).amounts
        self._written = quantities(text)
        self._values = readings(text)

    def counts_otherwise(self, quantity: Quantity, claim: str) -> bool:
        """Return whether the text gives another number of what a number of a claim counts."""
        if quantity.value < 2:
            return False
        counted = _counted(claim, quantity)
        return any(counted & _counted(self._text, other) for other in self._written)

    def has(self, quantity: Quantity, claim: str) -> bool:
        """Return whether the text accounts for a number of a claim."""
        if quantity.value in self._values:
            return True
        if quantity.kind == "day":
            return self._has_day(quantity.value)
        if quantity.kind == "year":
            return self._has_year(quantity.value, claim)
        if any(_rounded(quantity, other) for other in self._values):
            return True
        if quantity.kind == "percent":
            rest = (100.0 - other for other in self._values if 0 < other < 100)
            if _among(quantity.value, rest):
                return True
        elif _among(1.0, self._in_other_units(quantity.value)):
            return True
        return self._from_two(quantity)

    def _in_other_units(self, value: float) -> Iterable[float]:
        for other in self._values:
            if other and value:
                for by in _UNITS_OF_TIME:
                    yield from (value / other / by, value / other * by)

    def _from_two(self, quantity: Quantity) -> bool:
        alike = [
            other.value
            for other in self._written
            if other.kind != "day"
            and (other.kind == quantity.kind or not (other.kind and quantity.kind))
        ]
        totals = (total for a, b in combinations(alike[:_MANY], 2) for total in (a + b, abs(a - b)))
        return any(_rounded(quantity, total) for total in totals) or any(
            low.value < quantity.value < high.value
            for low, high in pairwise(self._written)
            if high.start - low.end < _RANGE
        )

    def _has_day(self, value: float) -> bool:
        days = [other.value for other in self._written if other.kind == "day"]
        if not days:
            return True
        if not self._amounts.days.search(self._text):
            return False
        spans = {1.0} | {other for other in self._values if other < _LONGEST_SPAN_OF_DAYS}
        return any(abs(value - day) in spans for day in days)

    def _has_year(self, value: float, claim: str) -> bool:
        years = [other.value for other in self._written if other.kind == "year"]
        if not years:
            return True
        spans: set[float] = set()
        if self._amounts.years.search(self._text):
            spans |= {1.0} | {other for other in self._values if other < _LONGEST_SPAN_OF_YEARS}
        if self._amounts.neighbour.search(self._text):
            spans.add(1.0)
        bounded = language_of(claim).amounts.within.search(claim) is not None
        return any(abs(value - year) in spans for year in years) or (
            bounded and min(years) < value < max(years)
        )


def _among(value: float, others: Iterable[float]) -> bool:
    return any(math.isclose(value, other) for other in others)


def _counted(text: str, quantity: Quantity) -> set[str]:
    """Return the terms of what a number counts: the words behind it, up to a function word."""
    language = language_of(text)
    stops = language.words.function | language.numbers.counting | language.amounts.uncounted
    behind = _COUNTED.match(text[quantity.end : quantity.end + 40])
    found: set[str] = set()
    for word in re.findall(r"[^\W\d_]+", behind.group()) if behind else ():
        if word.lower() in stops:
            break
        found.update(analysed(word))
    return found


def _rounded(quantity: Quantity, other: float) -> bool:
    """Return whether a number is another with fewer places, rounded up, down or to the nearest."""
    value = quantity.value
    if math.isclose(value, other, rel_tol=1e-6):
        return True
    if not value or not other or abs(value - other) > _NEAR * abs(other):
        return False
    place = largest = 10.0 ** math.floor(math.log10(abs(value)))
    while place >= quantity.step and not _divides(place, value):
        place /= 10
    if place < largest and _divides(5 * place, value):
        place *= 5
    return not _divides(place, other) and abs(value - other) < place * (
        0.7 if value < _SURE else 1.0
    )


def _divides(place: float, value: float) -> bool:
    return math.isclose(round(value / place) * place, value, rel_tol=1e-9)
