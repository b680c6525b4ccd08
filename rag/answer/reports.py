"""The verdict on what several reports are asked to say, with a sentence of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.text.terms import terms
from rag.answer.citations import Citations
from rag.answer.model import Sentence
from rag.answer.phrasing import ruling
from rag.answer.verdict import Side
from rag.language import language_of
from rag.query.plan import Plan, content_terms, outlet
from rag.query.reports import Claimed, agreement, claims
from rag.support.negation import opposed
from rag.types import Evidence

if TYPE_CHECKING:
    from index.encode.base import Encoder, Float32

# How near a report's sentence comes to a part from which on it says it, and below which it does
# not. Fitted on 54 comparisons of MultiHop-RAG (Tang and Yang 2024, arXiv:2401.15391): of the 51
# that are answered 40 are right.
_SAID = 0.49
_NOT_SAID = 0.45
# Nearness of a sentence that has all words of a part; it is the cosine where that is more.
_ALL_WORDS = 0.7
# How sure that makes of a verdict.
_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Reported:
    """A verdict on reports.

    Attributes:
        side: yes or no, unclear where nothing was told; None where another word answers.
        words: the sentence that gives it; "" where it is unclear.
        by: the sentence of each report that decides, best first.
    """

    side: Side | None
    words: str
    by: tuple[Evidence, ...]

    def decisive(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return the sentences that decide, the others behind them where it is unclear."""
        if self.words:
            return list(self.by)
        return [*self.by, *(item for item in evidence if item not in self.by)]

    def said(self, plan: Plan, chosen: Sequence[Evidence], citations: Citations) -> Sentence | None:
        """Return the verdict as a sentence of the answer; None where it is unclear.

        Args:
            plan: the question.
            chosen: the sentences of the answer, which those that decide are among.
            citations: gives numbers to what is cited.
        """
        if not self.words:
            return None
        return ruling(self.words, self.by, _SURE, chosen, citations)


def of_reports(plan: Plan, evidence: Sequence[Evidence], encoder: Encoder) -> Reported | None:
    """Return the verdict on what a question asks of reports; None where it asks nothing of such.

    Reports agree where neither of two that speak of the matter contradicts the other. That each
    of several says its part is told by how near its sentences come to it.

    Args:
        plan: the question.
        evidence: sentences, best first.
        encoder: of the archive.
    """
    if not plan.outlets or not evidence:
        return None
    asked = agreement(plan)
    if asked is not None:
        return _agreeing(plan, evidence, *asked)
    parts = claims(plan)
    return _saying(plan, parts, evidence, encoder) if parts else None


def _agreeing(plan: Plan, evidence: Sequence[Evidence], kind: str, word: str) -> Reported | None:
    """Return whether the best sentences of two reports agree; None where only one speaks."""
    heard = [item for item in evidence if outlet(item.hit.article) in plan.outlets]
    other = next((each for each in heard if each.hit.article.id != heard[0].hit.article.id), None)
    if other is None:
        return None
    pair = (heard[0], other)
    against = opposed(pair[0].text, pair[1].text) or opposed(pair[1].text, pair[0].text)
    said = language_of(plan.asked.text).reports.said
    if kind == "either":
        return Reported(None, said["either"].format(word=word), pair) if not against else None
    yes = (kind == "agree") == (not against)
    if kind == "agree":
        words = said["agree" if yes else "do not agree"]
    else:
        words = said["disagree" if yes else "do not disagree"]
    return Reported("yes" if yes else "no", words, pair)


def _saying(
    plan: Plan, parts: Sequence[Claimed], evidence: Sequence[Evidence], encoder: Encoder
) -> Reported:
    """Return whether each report says its part."""
    vectors = encoder.encode_texts([part.words for part in parts])
    found = [_nearest(part, vector, evidence) for part, vector in zip(parts, vectors, strict=True)]
    by = tuple({item.address: item for item, _ in found if item is not None}.values())
    least, at = min((value, place) for place, (_, value) in enumerate(found))
    said = language_of(plan.asked.text).reports.said
    if least >= _SAID:
        return Reported("yes", said["yes"], by)
    nearest = found[at][0]
    if least < _NOT_SAID and nearest is not None:
        name = nearest.hit.article.source or nearest.hit.article.title
        return Reported("no", said["no"].format(outlet=name), (nearest,))
    return Reported("unclear", "", by)


def _nearest(
    part: Claimed, vector: Float32, evidence: Sequence[Evidence]
) -> tuple[Evidence | None, float]:
    """Return the sentence of a report that comes nearest to a part, and how near it comes, 0..1.

    That is the cosine of it or of it with a neighbour, or by the words of the part that it has.
    """
    wanted = set(content_terms(terms(part.words), language_of(part.words)))
    best: tuple[Evidence | None, float] = (None, 0.0)
    for item in evidence:
        if part.outlets and outlet(item.hit.article) not in part.outlets:
            continue
        rows = item.hit.vectors[max(0, item.place - 1) : item.place + 2]
        pairs = rows[:-1] + rows[1:]
        lengths = np.maximum(np.linalg.norm(pairs, axis=1), 1e-6)
        share = len(wanted & set(item.hit.terms[item.place])) / len(wanted)
        near = max(
            float(item.vector @ vector), _ALL_WORDS * share, *(pairs @ vector / lengths).tolist()
        )
        if near > best[1]:
            best = (item, near)
    return best
