"""Which side of a comparison is more, where both give the same measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.text.terms import terms
from rag.answer.citations import Citations
from rag.answer.model import Sentence
from rag.answer.phrasing import ruling
from rag.query.plan import Plan
from rag.support.quantities import Quantity, quantities
from rag.types import Evidence

# How probable each side's figure must be. Over the 107 comparisons among the newsroom questions of
# training six verdicts are given at this, five of them right; 13 at .3, eight of them.
_SURE = 0.47
_UNIT = re.compile(r"[\s-]*([^\W\d_]+)")
_EDGES = " ,.:;?!–—-"


@dataclass(frozen=True, slots=True)
class Measured:
    """Two figures of one measure.

    Attributes:
        words: the sentence that sets them against each other.
        by: the sentence of each side, which are one where it has both figures.
        sure: how surely, 0..1.
    """

    words: str
    by: tuple[Evidence, Evidence]
    sure: float

    def said(self, plan: Plan, chosen: Sequence[Evidence], citations: Citations) -> Sentence:
        """Return the verdict as a sentence of the answer.

        Args:
            plan: the question; a verdict on it is said like any other.
            chosen: the sentences of the answer, which those of both sides are among.
            citations: gives numbers to what is cited.
        """
        return ruling(self.words, self.by, self.sure, chosen, citations)


def measured(
    plan: Plan, chosen: Sequence[Evidence], sides: Sequence[Sequence[Evidence]]
) -> Measured | None:
    """Return which side is more; None where one gives no figure, or figures of two measures.

    Args:
        plan: the question.
        chosen: the sentences of the answer: that with both sides, or one for each.
        sides: what answers each side, best first; empty where the question has no two sides.
    """
    words = plan.language.forms.more
    if len(sides) != 2 or len(chosen) not in (1, 2) or not words:
        return None
    own = [
        next((item for item in side if item.address == shown.address), shown)
        for side, shown in zip(sides, (chosen[0], chosen[-1]), strict=True)
    ]
    one, other = (_measure(item) for item in own)
    sure = min(item.score for item in own)
    if one is None or other is None or sure < _SURE or _one_place(*own):
        return None
    if one[0].kind != other[0].kind or len({unit for _, unit in (one, other) if unit}) > 1:
        return None
    difference = one[0].value - other[0].value
    said = words["more" if difference > 0 else "less" if difference < 0 else "same"]
    labels = _labels(*(part.text for part in plan.parts))
    if not all(labels):
        return None
    text = said.format(one=labels[0], first=own[0].short, other=labels[1], second=own[1].short)
    return Measured(text[0].upper() + text[1:], (own[0], own[1]), sure)


def _one_place(one: Evidence, other: Evidence) -> bool:
    return one.hit.article.id == other.hit.article.id and one.span == other.span


def _measure(item: Evidence) -> tuple[Quantity, str] | None:
    """Return the only quantity of a sentence's answering words and the word behind it, analysed."""
    found = quantities(item.short)
    if len(found) != 1 or found[0].kind in ("day", "year", "ordinal"):
        return None
    unit = _UNIT.match(item.short, found[0].end)
    return found[0], "".join(terms(unit.group(1))[:1]) if unit else ""


def _labels(one: str, other: str) -> tuple[str, str]:
    """Return what two questions do not share at their beginning and end: the names of the sides."""
    left, right = one.split(), other.split()
    head = sum(1 for _ in takewhile(_alike, zip(left, right, strict=False)))
    left, right = left[head:], right[head:]
    tail = sum(1 for _ in takewhile(_alike, zip(reversed(left), reversed(right), strict=False)))
    first, second = (words[: len(words) - tail] for words in (left, right))
    return " ".join(first).strip(_EDGES), " ".join(second).strip(_EDGES)


def _alike(pair: tuple[str, str]) -> bool:
    return pair[0].strip(_EDGES).lower() == pair[1].strip(_EDGES).lower()
