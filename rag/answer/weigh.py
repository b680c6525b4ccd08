"""From what a search found to evidence, and to how likely it is that it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answer.by_overlap import shares
from rag.answer.in_form import in_form
from rag.answer.passages import in_order
from rag.injection import withheld
from rag.language import language_of
from rag.names import absent
from rag.query.overlap import in_its_words
from rag.query.plan import Plan
from rag.read import load_listwise_reader, load_reader
from rag.read.base import Reading
from rag.read.by_words import read_by_words
from rag.read.listwise import begin_together
from rag.read.rank import (
    LOOKED_AT,
    Look,
    Ranked,
    chances,
    looked_at_again,
    ranked,
    threshold,
)
from rag.read.reader import read
from rag.settings import RagSettings
from rag.support.model import shipped_checker
from rag.types import Evidence, Findings, Hit, Scope, SearchResult

_OPENING = re.compile(r"[^\W\d_]+")
# Few of the questions that the reader was trained on ask why or how. Where it is less sure of one
# than this, sentences that share words with the question come after its best one, in place of its
# others: of 112 such newsroom questions as many are answered rightly either way (.52 and .54), in
# place of the best one too it would be .46.
_SELDOM_TAUGHT = ("reason", "manner")
_UNSURE = 0.4
_LIKELY = 0.4
"""Confidence from which the best sentence is an answer at "balanced" in any case: of 1,223 newsroom
questions kept from training, 61 in 100 of those without an answer are refused so (62 without)."""
_SUSPECT = 6.0
"""Log-odds that a sentence loses which speaks to a machine: more than parts a sure reading from an
even one."""


def weigh(plan: Plan, result: SearchResult, settings: RagSettings) -> Findings:
    """Read what a search found; return the evidence, best first, and whether it is enough.

    The passages come back in the order that retrieval and reader give them together. A sentence
    that speaks to a machine in place of a reader, as hidden in an article to change an answer,
    counts for little.

    Args:
        plan: the question.
        result: passages, and the limits within which they were looked for.
        settings: which reader reads, and the threshold of abstention.
    """
    hits = in_its_words(plan.asked.text, plan.language, result.hits)
    orders = [_read(plan, asked, hits, settings) for asked in _asked(plan)]
    order = _together(orders)
    lacks = _lacks(plan, result.scope, order[0].reading.hit) if order else None
    if plan.language.known:
        found = [chances(each, lacks=lacks is not None) for each in orders]
        sure, there = (max(values) for values in zip(*found, strict=True))
    else:
        sure = there = order[0].reading.probability if order else 0.0
    evidence = [_evidence(each) for each in order]
    if plan.language.known and plan.asked.kind in _SELDOM_TAUGHT and sure < _UNSURE:
        evidence = _by_overlap(plan, hits, evidence)
        lacks = lacks or (_lacks(plan, result.scope, evidence[0].hit) if evidence else None)
    return Findings(
        replace(result, hits=in_order(result.hits, order)),
        in_form(plan, evidence),
        sure,
        answered=bool(order) and _enough(settings, sure, there, lacks),
        absent=lacks,
        sides=_sides(plan, orders),
    )


def _sides(plan: Plan, orders: Sequence[Sequence[Ranked]]) -> tuple[list[Evidence], ...]:
    if not plan.opposed:
        return ()
    return tuple([_evidence(each) for each in order] for order in orders[1:])


def _lacks(plan: Plan, scope: Scope, hit: Hit) -> str | None:
    """Return a name or year of a question that is not of several parts and an article lacks."""
    if plan.comparing or plan.parts:
        return None
    return absent(_beside_period(plan, scope), hit.article)


def _enough(settings: RagSettings, sure: float, there: float, lacks: str | None) -> bool:
    """Return whether there is an answer: at a named point, as for "careful" where a name lacks.

    Of 10 newsroom questions kept from training that name what the best article lacks, and lie
    between the points, the archive answers three; of 261 others 58 in 100.

    Args:
        settings: a named point, or the least confidence.
        sure: the confidence.
        there: the probability that the archive answers.
        lacks: what the best article lacks.
    """
    if not isinstance(settings.threshold, str):
        return sure >= settings.threshold
    point = "careful" if lacks else settings.threshold
    return there >= threshold(point) or (point != "careful" and sure >= _LIKELY)


def _by_overlap(plan: Plan, hits: Sequence[Hit], evidence: list[Evidence]) -> list[Evidence]:
    """Return the reader's best sentence, then others in order of words shared with the question.

    The spans of the others are the reasons that they give.
    """
    found = shares(plan, hits)
    others = [
        replace(item, score=found.get(item.address, 0.0), span=_reason(item))
        for item in evidence[1:]
    ]
    return [*evidence[:1], *sorted(others, key=lambda item: -item.score)]


def _reason(item: Evidence) -> tuple[int, int]:
    """Return the clause of a sentence that gives a reason; an empty span where none is told."""
    language = language_of(item.text, item.hit.article.language)
    match = language.forms.cause.search(item.text)
    if match is None:
        return item.start, item.start
    return item.start + match.start(), item.start + len(item.text.rstrip(' .!?”"’'))


def _asked(plan: Plan) -> list[str]:
    """Return what is read for: the question, and each side of one that compares."""
    sides = [part.text for part in plan.parts] if plan.comparing else []
    return [plan.asked.text, *sides]


def _read(plan: Plan, asked: str, hits: Sequence[Hit], settings: RagSettings) -> list[Ranked]:
    if not plan.language.known:
        return ranked(_all_trusted(read_by_words(asked, plan.language, hits)))
    order = ranked(_all_trusted(read(load_reader(settings.reader), asked, hits)))
    return looked_at_again(order, looks(asked, [each.reading for each in order[:LOOKED_AT]]))


def looks(asked: str, best: Sequence[Reading]) -> list[Look]:
    """Return what is seen of the best sentences at a second look.

    The checker is asked of each, with the one before: does it answer? And all are read side by
    side, but those that speak to a machine.
    """
    if not best:
        return []
    suspect = [withheld(each.hit.article.text, *each.sentence) for each in best]
    beside = begin_together(load_listwise_reader(), asked, best, suspect)
    said = shipped_checker().answers(asked, [with_the_one_before(each) for each in best])
    return [Look(answers, *seen) for answers, seen in zip(said, beside(), strict=True)]


def with_the_one_before(reading: Reading) -> str:
    """Return the sentence of a reading and the one before it in its passage."""
    start, end = reading.sentence
    return reading.hit.article.text[reading.before[0] if reading.before else start : end]


def _all_trusted(found: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    return [[_trusted(reading) for reading in own] for own in found]


def _together(orders: Sequence[list[Ranked]]) -> list[Ranked]:
    """Return each sentence once, as the question or side that it answers best ranks it."""
    best: dict[tuple[str, int], Ranked] = {}
    for each in (each for order in orders for each in order):
        address = (each.reading.hit.article.id, each.reading.sentence[0])
        if address not in best or each.share > best[address].share:
            best[address] = each
    return sorted(best.values(), key=lambda each: -each.share)


def _trusted(reading: Reading) -> Reading:
    """Return a reading, thought less of where its sentence speaks to a machine."""
    if withheld(reading.hit.article.text, *reading.sentence):
        return replace(reading, score=reading.score - _SUSPECT)
    return reading


def _evidence(each: Ranked) -> Evidence:
    reading = each.reading
    start, end = reading.sentence
    text = reading.hit.article.text[start:end]
    opening = _OPENING.match(text)
    language = language_of(text, reading.hit.article.language)
    leans = opening is not None and opening.group().lower() in language.words.leaning
    return Evidence(
        reading.hit,
        start,
        end,
        each.share,
        span=(reading.start, reading.end),
        reader=reading.score,
        leans=leans,
    )


def _beside_period(plan: Plan, scope: Scope) -> str:
    """Return the question without the words that have become its limits in time."""
    words = scope.period.words if scope.period else ""
    return plan.asked.text.replace(words, " ") if words else plan.asked.text
