"""Which evidence makes the answer, and in what order it is read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.evidence import vector_of
from rag.parts import Evidence
from rag.question import Plan
from rag.retrieve.run import Found
from rag.settings import RagSettings

# How far behind the best sentence (in the model's logits) another of its article may be.
_SECOND_GAP = 2.2
_THIRD_GAP = 1.6
# … and of another article.
_ELSEWHERE_GAP = 0.7
# A sentence that answers one part of a question must be at least this near to the part.
_PART_COSINE = 0.3
_SAME_WORDS = 0.92


def choose(
    plan: Plan, found: Found, evidence: Sequence[Evidence], settings: RagSettings
) -> list[Evidence]:
    """Return the sentences of the answer, in reading order.

    The best sentence, then others of its article that hold nearly as well; for a question of
    several parts or outlets, the best of each from an article of its own. A sentence that opens
    with a pronoun brings the one before it, where the length allows.

    Args:
        plan: the question.
        found: what was retrieved.
        evidence: sentences, best first.
        settings: how many sentences there may be.
    """
    if not evidence:
        return []
    if plan.comparing and (plan.parts or len(plan.outlets) > 1):
        chosen = _several(plan, found, evidence, settings.max_sentences_several)
        limit = settings.max_sentences_several
    else:
        chosen = _one(found, evidence, settings.max_sentences)
        limit = settings.max_sentences
    return reading_order(with_antecedents(chosen, limit))


def _logit(score: float) -> float:
    bounded = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def _one(found: Found, evidence: Sequence[Evidence], limit: int) -> list[Evidence]:
    best = evidence[0]
    chosen = [best]
    for item in evidence[1:]:
        if len(chosen) >= limit:
            break
        gap = _logit(best.score) - _logit(item.score)
        if gap > (_SECOND_GAP if len(chosen) == 1 else _THIRD_GAP):
            break
        elsewhere = item.hit.article.id != best.hit.article.id
        if elsewhere and gap > _ELSEWHERE_GAP:
            continue
        if not _repeats(item, chosen, found):
            chosen.append(item)
    return chosen


def _several(plan: Plan, found: Found, evidence: Sequence[Evidence], limit: int) -> list[Evidence]:
    chosen = [evidence[0]]
    for part, outlets in zip(plan.parts, plan.part_outlets, strict=True):
        best: Evidence | None = None
        best_value = _PART_COSINE
        for item in evidence:
            value = float(vector_of(item, found) @ part.vector)
            if outlets and _outlet(item) in outlets:
                value += 0.2
            if any(item.hit.article.id == taken.hit.article.id for taken in chosen):
                value -= 0.2
            if value > best_value and item not in chosen:
                best, best_value = item, value
        if best is not None and not _repeats(best, chosen, found):
            chosen.append(best)
        if len(chosen) >= limit:
            break
    heard = {item.hit.article.id for item in chosen}
    for item in evidence:
        if len(heard) > 1 or len(chosen) >= limit:
            break
        if item.hit.article.id not in heard:
            chosen.append(item)
            heard.add(item.hit.article.id)
    return chosen


def _outlet(item: Evidence) -> str:
    from rag.question import squeeze

    return squeeze(item.hit.article.source or "")


def _repeats(item: Evidence, chosen: Sequence[Evidence], found: Found) -> bool:
    own = vector_of(item, found)
    return any(
        item.text == other.text or float(own @ vector_of(other, found)) > _SAME_WORDS
        for other in chosen
    )


def with_antecedents(chosen: Sequence[Evidence], limit: int) -> list[Evidence]:
    """Return sentences with, before each that opens with a pronoun, the one it points back to."""
    result = list(chosen)
    for item in chosen:
        if len(result) >= limit:
            break
        if not item.features.get("leaning"):
            continue
        spans = item.hit.passage.sentences
        place = spans.index((item.start, item.end))
        if place == 0:
            continue
        start, end = spans[place - 1]
        if all((start, end) != (other.start, other.end) for other in result):
            result.append(Evidence(item.hit, start, end, item.score, {"antecedent": 1.0}))
    return result


def reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return sentences grouped by article, the best article first, each in its own order."""
    rank: dict[str, int] = {}
    for place, item in enumerate(chosen):
        rank.setdefault(item.hit.article.id, place)
    return sorted(chosen, key=lambda item: (rank[item.hit.article.id], item.start))
