"""The verdict of a yes-or-no question, with the sentence that decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.answer.citations import Citations
from rag.answer.model import Sentence
from rag.answer.phrasing import ruling
from rag.query.claim import claim_of
from rag.query.plan import Plan
from rag.read.rank import logistic
from rag.support.model import as_asked, shipped_checker
from rag.support.stance import stance
from rag.types import Evidence

Side: TypeAlias = Literal["yes", "no", "unclear"]

# The sentences that may decide: of the best few those that the reader finds an answer in, none that
# is much less probable than the best.
_FIRST_FEW = 3
_LEAST_SHARE = 0.4
_SURE = 0.6
# Log-odds of yes from which a sentence decides, as the checker has them for the question and for
# the statement that yes would be, and those that it takes a side. Over 58 news questions that
# it was not trained on 11 verdicts are right and none is wrong; by rules of words and negations
# alone 8 and 5.
_YES = (0.5, 0.0)
_NO = (-1.5, -2.0)
_TAKES_A_SIDE = -1.0
# Where rules find the same, and nearly all of the statement's words, it need only lean that way.
_NEARLY_ALL = 0.8


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

    def said(self, plan: Plan, chosen: Sequence[Evidence], citations: Citations) -> Sentence | None:
        """Return the verdict as a sentence of the answer; None where it is unclear.

        Args:
            plan: the question.
            chosen: the sentences of the answer, which the one that decides is among.
            citations: gives numbers to what is cited.
        """
        words = plan.language.forms.verdicts.get(self.side)
        if self.by is None or words is None:
            return None
        return ruling(words, [self.by], self.sure, chosen, citations)


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
        found = _judged(plan, claim, item)
        if found is not None:
            return found
    return Verdict("unclear")


def _judged(plan: Plan, claim: str, item: Evidence) -> Verdict | None:
    """Return the verdict that a sentence gives; None where it decides nothing."""
    if not plan.language.known:
        found = stance(claim, _read(item))
        side: Side = "yes" if found.says > found.denies else "no"
        return Verdict(side, item, found.sure) if found.sure >= _SURE else None
    if item.reader < 0:
        return None
    checker = shipped_checker()
    asked, of_question = checker.stand(item.text, as_asked(plan.asked.text))
    stated, of_claim = checker.stand(item.text, claim)
    if min(of_question, of_claim) < _TAKES_A_SIDE:
        return None
    by_rules = stance(claim, item.text)
    near = by_rules.sure >= _SURE and by_rules.shared >= _NEARLY_ALL
    yes = (0.0, 0.0) if near and by_rules.says else _YES
    no = (0.0, 0.0) if near and by_rules.denies else _NO
    if asked > yes[0] and stated > yes[1]:
        return Verdict("yes", item, logistic(asked))
    if asked < no[0] and stated < no[1]:
        return Verdict("no", item, logistic(-asked))
    return None


def _read(item: Evidence) -> str:
    """Return a sentence as the checker reads it: one that leans under the one before it."""
    if not item.leans or item.place == 0:
        return item.text
    start, _ = item.hit.passage.sentences[item.place - 1]
    return item.hit.article.text[start : item.end]
