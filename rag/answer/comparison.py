"""What answers a comparison: the sentence that gives both sides, or one for each of them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.text.terms import terms
from rag.language import language_of
from rag.query.plan import Plan
from rag.support.quantities import quantities
from rag.types import Evidence

# What a sentence is worth to a side, in log-odds beside the logarithm of its shares. Chosen on 69
# comparisons of news: all that is asked for is said in 49 (43 by the best three sentences of all),
# with 1.6 sentences in place of 2.1.
_NAMES_IT = 2.5
"""It has all words of the side that the other has not."""
_OF_ONE_ARTICLE = 0.6
"""Both sides' sentences are of one article, and one of them names its side."""
_NO_FIGURE = -1.0
"""A figure is in only one of two sentences, or in neither."""
_LEAST = 0.02
_HALF = 0.5
_FIRST_FEW = 5


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison.

    Attributes:
        words: analysed words that the other side has not.
        items: its evidence by address.
    """

    words: frozenset[str]
    items: Mapping[tuple[str, int, int], Evidence]

    def sure(self, item: Evidence, share: float) -> float:
        """Return how surely a sentence gives what is asked of this side."""
        own = self.items.get(item.address)
        return math.log((own.score if own else 0.0) + share + _LEAST)

    def named(self, item: Evidence) -> float:
        """Return the share of the side's own words that a sentence has, 0..1.

        A side has none of its own in "before and after": then two figures tell of both sides.
        """
        if not self.words:
            return float(_figures(item) > 1)
        return len(self.words & frozenset(terms(item.text))) / len(self.words)

    def own(self, item: Evidence) -> Evidence:
        """Return a sentence with the words in it that answer for this side."""
        return self.items.get(item.address, item)


def compared(
    plan: Plan, evidence: Sequence[Evidence], sides: Sequence[Sequence[Evidence]]
) -> list[Evidence]:
    """Return the sentence in which both sides stand, or one a side, in the order of the sides.

    Args:
        plan: the question, of two opposed parts.
        evidence: sentences that answer any of its parts, best first; at least one.
        sides: those that answer each part, best first.
    """
    words = [frozenset(part.terms) for part in plan.parts]
    one, other = (
        _Side(words[at] - words[1 - at], {item.address: item for item in sides[at]})
        for at in (0, 1)
    )
    shares = {item.address: item.score for item in evidence}
    by_address = {item.address: item for each in (evidence, *sides) for item in each[:_FIRST_FEW]}
    pool = by_address.values()
    named_one = {address: one.named(item) for address, item in by_address.items()}
    named_other = {address: other.named(item) for address, item in by_address.items()}
    figures = {address: _figures(item) for address, item in by_address.items()}
    for_one, for_other = (
        {
            address: side.sure(item, shares.get(address, 0.0)) + _NAMES_IT * named[address]
            for address, item in by_address.items()
        }
        for side, named in ((one, named_one), (other, named_other))
    )
    both = max(pool, key=lambda item: for_one[item.address] + for_other[item.address])
    most = for_one[both.address] + for_other[both.address]
    pair: tuple[Evidence, Evidence] | None = None
    for item in pool:
        for second in pool:
            if not _differ(one.own(item), other.own(second)):
                continue
            value = for_one[item.address] + for_other[second.address]
            if item.hit.article.id == second.hit.article.id:
                told = max(named_one[item.address], named_other[second.address]) >= _HALF
                value += _OF_ONE_ARTICLE * told
            if not (figures[item.address] and figures[second.address]):
                value += _NO_FIGURE
            if value > most:
                most, pair = value, (one.own(item), other.own(second))
    if pair is None:
        return [_answering_both(both, one.own(both), other.own(both))]
    return _one_if_enough(*pair)


def _one_if_enough(first: Evidence, second: Evidence) -> list[Evidence]:
    """Return of two sentences only the one, if it has the words of the other that answer too."""
    for item, other in ((first, second), (second, first)):
        found = _whole_words(other.short).search(item.text) if other.short else None
        if found and item.short:
            there = (item.start + found.start(), item.start + found.end())
            return [_answering_both(item, item, replace(item, span=there))]
    return [first, second]


def _whole_words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(text)}(?!\w|[.,]\d)", re.IGNORECASE)


def _answering_both(item: Evidence, one: Evidence, other: Evidence) -> Evidence:
    """Return a sentence in which both sides stand with the words from one side to the other.

    Where one figure answers for both, the other side's is the only other one of its kind.
    """
    spans = {each.span for each in (one, other) if each.short}
    if len(spans) == 1:
        ((start, end),) = spans
        found = [
            (item.start + figure.start, item.start + figure.end, figure.kind)
            for figure in quantities(item.text)
        ]
        kinds = {kind for first, last, kind in found if first < end and start < last}
        others = [each[:2] for each in found if each[2] in kinds and not start <= each[0] < end]
        spans |= {*others} if len(kinds) == len(others) == 1 else set()
    if len(spans) < 2:
        return item
    return replace(item, span=(min(start for start, _ in spans), max(end for _, end in spans)))


def _differ(one: Evidence, other: Evidence) -> bool:
    return one.text != other.text and one.short.lower() != other.short.lower()


def _figures(item: Evidence) -> int:
    values = language_of(item.text, item.hit.article.language).values
    return sum(1 for _ in values.figure.finditer(item.text))
