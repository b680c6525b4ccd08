"""Which evidence makes the answer, and in what order it is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rag.answer.habits import repeats, said
from rag.answer.newest import newest_first
from rag.language import language_of
from rag.names import names
from rag.query.plan import Plan
from rag.settings import RagSettings
from rag.types import Evidence

# How far behind the best sentence (in shares) one of another article may be where several should
# be heard.
_OTHER_SHARE = 0.05
# A sentence that answers one part of a question must be at least this near to the part.
_PART_COSINE = 0.3
# How many sentences back what a pronoun means is looked for.
_BACK = 3
_SHORT = 9
_OPENING = re.compile(r"[^\W\d_]+")


def choose(plan: Plan, evidence: Sequence[Evidence], settings: RagSettings) -> list[Evidence]:
    """Return the sentences of the answer, in reading order.

    The best sentence, and others only where it is not enough; for a question of several parts or
    outlets, the best of each from an article of its own. A sentence that opens with a pronoun
    brings the one before it, where the length allows.

    Args:
        plan: the question.
        evidence: sentences, best first.
        settings: how many sentences there may be.
    """
    if not evidence:
        return []
    limit = _limit(plan, settings)
    if plan.form == "latest":
        evidence = newest_first(plan, evidence)
    if plan.comparing and (plan.parts or len(plan.outlets) > 1):
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
            if outlets and _outlet(item) in outlets:
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


def _outlet(item: Evidence) -> str:
    from rag.query.plan import squeeze

    return squeeze(item.hit.article.source or "")


def with_antecedents(
    chosen: Sequence[Evidence], limit: int, terms: Collection[str] = ()
) -> list[Evidence]:
    """Return sentences with, before each that leans on another, the one it points back to.

    A sentence leans when it opens with a pronoun or gives what "he said". It points back to the
    sentence before it, or to the nearest of the three before it that opens with no pronoun and
    has a word of the question. One that leans, and for which there is no more room, is left out,
    but for the best. A short sentence brings the quotation that it leads up to.

    Args:
        chosen: the sentences of an answer, the best first.
        limit: how many there may be.
        terms: the question's content words, analysed.
    """
    result: list[Evidence] = []
    for place, item in enumerate(chosen):
        before = antecedent(item, terms)
        several = (item, before, sequel(item))
        unit = [one for one in several if one is not None and not _among(one, result)]
        if place == 0 or before is None:
            unit = unit[: limit - len(result)]
        if len(result) + len(unit) <= limit:
            result += unit
    return result


def _among(item: Evidence, others: Sequence[Evidence]) -> bool:
    return any(item.hit is one.hit and item.start == one.start for one in others)


def antecedent(item: Evidence, terms: Collection[str]) -> Evidence | None:
    """Return the sentence that another points back to; None when it stands by itself."""
    if not item.leans and not language_of(item.text, item.hit.article.language).words.said.search(
        item.text
    ):
        return None
    spans = item.hit.passage.sentences
    place = item.place
    if place == 0:
        return None
    before = [spans[i] for i in range(place - 1, max(-1, place - 1 - _BACK), -1)]
    named = (span for span in before if _names(item.hit.article.text[slice(*span)], terms))
    start, end = next(named, before[0])
    return Evidence(item.hit, start, end, item.score, reader=item.reader, role="antecedent")


def sequel(item: Evidence) -> Evidence | None:
    """Return the quotation that a short sentence leads up to ("The council saw it otherwise.")."""
    if len(item.text.split()) > _SHORT:
        return None
    spans = item.hit.passage.sentences
    place = item.place + 1
    if place == len(spans):
        return None
    start, end = spans[place]
    if item.hit.article.text[start] not in "\"“‘'":
        return None
    return Evidence(item.hit, start, end, item.score, reader=item.reader, role="sequel")


def _names(sentence: str, terms: Collection[str]) -> bool:
    from index.text.terms import terms as analysed

    opening = _OPENING.search(sentence)
    leans = opening is not None and opening.group().lower() in language_of(sentence).words.leaning
    return not leans and any(term in terms for term in analysed(sentence))


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
