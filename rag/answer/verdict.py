"""The verdict of a yes-or-no question, with the sentence that decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.answer.citations import Citations
from rag.answer.model import Sentence
from rag.language import language_of
from rag.query.claim import claim_of
from rag.query.plan import Plan
from rag.support.stance import stance
from rag.types import Evidence

Side: TypeAlias = Literal["yes", "no", "unclear"]

# The sentences that may decide: the best few, none that is much less probable than the best.
_FIRST_FEW = 4
_LEAST_SHARE = 0.1
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, no, or unclear.

    Attributes:
        side: which of them.
        by: the sentence that decides; None where none does.
        sure: how surely, 0..1.
    """

    side: Side
    by: Evidence | None = None
    sure: float = 0.0

    def decisive(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return the sentence that decides alone, else all evidence."""
        return list(evidence) if self.by is None else [self.by]

    def said(self, plan: Plan, citations: Citations) -> Sentence | None:
        """Return the verdict as a sentence of the answer; None where it is unclear."""
        words = language_of(plan.asked.text).forms.verdicts.get(self.side)
        if self.by is None or words is None:
            return None
        return Sentence(
            text=words,
            citations=[citations.number(self.by)],
            support=round(self.sure, 4),
            origin="verdict",
        )


def verdict_of(plan: Plan, evidence: Sequence[Evidence]) -> Verdict | None:
    """Return the verdict on a yes-or-no question; None for any other question.

    The question is turned into a statement; the sentence that most surely says it, or the
    opposite, decides. Where none is sure enough it is unclear.

    Args:
        plan: the question.
        evidence: sentences, best first.
    """
    claim = claim_of(plan.asked.text) if plan.form == "verdict" else None
    if claim is None or not evidence:
        return None
    least = _LEAST_SHARE * evidence[0].score
    for item in evidence[:_FIRST_FEW]:
        if item.score < least:
            break
        found = stance(claim, _read(item))
        if found.sure >= _SURE:
            return Verdict("yes" if found.says > found.denies else "no", item, found.sure)
    return Verdict("unclear")


def _read(item: Evidence) -> str:
    """Return a sentence as the checker reads it: one that leans under the one before it."""
    if not item.leans or item.place == 0:
        return item.text
    start, _ = item.hit.passage.sentences[item.place - 1]
    return item.hit.article.text[start : item.end]
