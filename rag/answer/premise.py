"""Whether the archive contradicts what a question takes for granted."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.terms import terms
from rag.query.claim import premise_of
from rag.query.plan import Plan
from rag.support.model import shipped_checker
from rag.support.stance import stance
from rag.types import Evidence

# A premise is contradicted when rules find the opposite this sure, and the checker's log-odds that
# the sentence says the premise are below this: it knows what rules do not, that "rejected" is no
# opposite of "turned down". Of 372 newsroom questions beside the sentences that answer them the
# rules find four of 83 false premises and one of 289 true ones; of 180 others over the best three
# sentences that were found, both together find one of 30 and none of 150 (the rules one of each).
_SURE = 0.7
_SAID = -1.0
_FIRST_FEW = 3


def denied(plan: Plan, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the sentence that contradicts what a question takes for granted; None where none does.

    Args:
        plan: the question; only one that asks why, how, when or where something happened is looked
            at.
        evidence: sentences, best first.
    """
    claim = premise_of(plan.asked.text)
    if claim is None:
        return None
    for item in evidence[:_FIRST_FEW]:
        if _says(item.text, claim) or stance(claim, item.text).denies < _SURE:
            continue
        if not plan.language.known or shipped_checker().stand(item.text, claim)[0] < _SAID:
            return item
    return None


def _says(sentence: str, claim: str) -> bool:
    """Return whether a sentence has a claim's words one behind the other, in whatever form."""
    own, theirs = terms(claim), terms(sentence)
    return any(theirs[at : at + len(own)] == own for at in range(len(theirs) - len(own) + 1))
