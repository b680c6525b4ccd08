"""The newest first, where a question asks how things stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.answer.values import value_of
from rag.query.plan import Plan
from rag.types import Evidence

# A sentence may lead as the newest when the reader is sure that it answers, or it is this probable
# beside the best; and when it speaks of the same matter (cosine with the best).
_SURE = 0.0
_SHARE_OF_BEST = 0.3
_SAME_MATTER = 0.45


def newest_first(plan: Plan, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return evidence with the sentence of the newest article that answers at its head.

    Only sentences that answer with a value of the same kind as the best may lead: a newer article
    that tells of another figure is no newer figure.

    Args:
        plan: the question.
        evidence: sentences, best first.
    """
    if not evidence or evidence[0].hit.article.date is None:
        return list(evidence)
    best = evidence[0]
    able = [
        item
        for item in evidence
        if item is best
        or (
            (item.reader > _SURE or item.score >= _SHARE_OF_BEST * best.score)
            and may_lead(plan, item, best)
        )
    ]
    newest = max(able, key=lambda item: (item.hit.article.date or date.min, item.score))
    if newest.hit.article.date == best.hit.article.date:
        return list(evidence)
    return [newest, *(item for item in evidence if item is not newest)]


def may_lead(plan: Plan, item: Evidence, best: Evidence) -> bool:
    """Return whether a dated sentence speaks of the matter of the best, with a value where it does.

    Args:
        plan: the question.
        item: the sentence.
        best: the one that answers best.
    """
    given = value_of(plan.asked, best)
    return (
        item.hit.article.date is not None
        and float(item.vector @ best.vector) >= _SAME_MATTER
        and (given is None or value_of(plan.asked, item) is not None)
    )
