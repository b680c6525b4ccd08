"""Which evidence makes the answer, and in what order it is read."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.comparison import compared
from rag.answer.habits import repeats, said
from rag.answer.leaning import with_antecedents
from rag.answer.newest import newest_first
from rag.names import names
from rag.query.plan import Plan, outlet
from rag.settings import RagSettings
from rag.types import Evidence

# How far behind the best sentence (in shares) one of another article may be where several should
# be heard.
_OTHER_SHARE = 0.05
# A sentence that answers one part of a question must be at least this near to the part.
_PART_COSINE = 0.3


def choose(
    plan: Plan,
    evidence: Sequence[Evidence],
    settings: RagSettings,
    sides: Sequence[Sequence[Evidence]] = (),
) -> list[Evidence]:
    """Return the sentences of the answer, in reading order.

    The best sentence, and others only where it is not enough; for a question of several parts or
    outlets, the best of each from an article of its own; for a comparison, what gives both sides. A
    sentence that opens with a pronoun brings the one before it, where the length allows.

    Args:
        plan: the question.
        evidence: sentences, best first.
        settings: how many sentences there may be.
        sides: of a comparison, the sentences that answer each side, best first.
    """
    if not evidence:
        return []
    limit = _limit(plan, settings)
    if plan.form == "latest":
        evidence = newest_first(plan, evidence)
    if sides and len(plan.outlets) < 2:
        chosen = compared(plan, evidence, sides)
    elif plan.comparing and (plan.parts or len(plan.outlets) > 1):
        chosen = _several(plan, evidence, limit)
    else:
        chosen = said(plan.form, evidence, limit)
    if plan.current:
        chosen = newest_first(plan, chosen)
    return reading_order(with_antecedents(chosen, limit, plan.asked.terms))


def _limit(plan: Plan, settings: RagSettings) -> int:
    """Return how many sentences the answer may have: more where several matters are named."""
    texts = [f"x {part.text}" if at else part.text for at, part in enumerate(plan.parts)]
    named = sum(bool(names(text)) for text in texts)
    if plan.form == "list" or (plan.comparing and max(named, len(plan.outlets)) > 1):
        return settings.max_sentences_several
    return settings.max_sentences


def _several(plan: Plan, evidence: Sequence[Evidence], limit: int) -> list[Evidence]:
    chosen = [evidence[0]]
    for part, outlets in zip(plan.parts, plan.part_outlets, strict=True):
        best: Evidence | None = None
        best_value = _PART_COSINE
        for item in evidence:
            value = float(item.vector @ part.vector)
            if outlets and outlet(item.hit.article) in outlets:
                value += 0.2
            if any(item.hit.article.id == taken.hit.article.id for taken in chosen):
                value -= 0.2
            if value > best_value and item not in chosen:
                best, best_value = item, value
        if best is not None and not repeats(best, chosen):
            chosen.append(best)
        if len(chosen) >= limit:
            break
    heard = {item.hit.article.id for item in chosen}
    for item in evidence:
        if len(heard) > 1 or len(chosen) >= limit:
            break
        if item.score < _OTHER_SHARE * evidence[0].score:
            break
        if item.hit.article.id not in heard:
            chosen.append(item)
            heard.add(item.hit.article.id)
    return chosen


def reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return sentences grouped by article, the best article first.

    The best of all opens the answer, what it leans on comes right after it; the others of an
    article stand in its own order.
    """
    if not chosen:
        return []
    rank: dict[str, int] = {}
    for place, item in enumerate(chosen):
        rank.setdefault(item.hit.article.id, place)
    best = chosen[0]
    leant_on = chosen[1] if len(chosen) > 1 and chosen[1].role == "antecedent" else None
    return sorted(
        chosen,
        key=lambda item: (
            rank[item.hit.article.id],
            item is not best,
            item is not leant_on,
            item.start,
        ),
    )
