"""What the archive has to say to a question, within the time that it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from index.archive import Index
from rag.answer.newest import may_lead
from rag.answer.premise import denied
from rag.answer.quoted import unsaid
from rag.answer.weigh import weigh
from rag.query.plan import Plan
from rag.request import Clock
from rag.retrieve.merge import merge_neighbours
from rag.retrieve.search import search
from rag.settings import RagSettings
from rag.types import Findings, Scope, SearchResult

_SURELY = 0.45
"""Confidence from which a newer article's sentence leads. Of 20 questions for the latest over news
articles three have one, all right; the likeliest wrong one has .39."""


def look(plan: Plan, archive: Index, settings: RagSettings, clock: Clock | None = None) -> Findings:
    """Search and weigh, within the time that the question names if it names one.

    A time such as "in June" is looked in first; when the archive has nothing there that answers,
    the whole archive is searched and the answer says so. A time such as "last week" is strict.
    Where the latest is asked for, what is newer than the best answer is looked at once more.

    Args:
        plan: the question.
        archive: where to look.
        settings: of answering.
        clock: told what searching and reading took.
    """
    clock = clock or Clock()
    if plan.period is None:
        found = _within(Scope(plan.filters), plan, archive, settings, clock)
        return _with_newer(found, plan, archive, settings, clock)
    limited = replace(plan.filters, since=plan.period.since, until=plan.period.until)
    inside = _within(Scope(limited, plan.period), plan, archive, settings, clock)
    if inside.answered:
        return _with_newer(inside, plan, archive, settings, clock)
    outside = _within(Scope(plan.filters), plan, archive, settings, clock)
    hits = (*inside.result.hits, *outside.result.hits)
    dated = any(hit.article.date for hit in hits)
    if plan.period.strict and dated:
        return inside
    if not outside.answered:
        return inside if inside.result.hits else outside
    if not dated:
        return outside
    scope = replace(outside.result.scope, passed=plan.period)
    return replace(outside, result=replace(outside.result, scope=scope))


def honest(plan: Plan, findings: Findings, *, typed: bool) -> Findings:
    """Return findings, held not to answer a question that says what the archive does not bear out.

    That is a question with a quotation that no article has, or one that takes for granted what the
    archive contradicts; what a follow-up takes for granted was put into it from earlier turns.
    """
    if not findings.answered:
        return findings
    words = unsaid(plan, findings.result.hits)
    against = denied(plan, findings.evidence) if typed else None
    if words is None and against is None:
        return findings
    return replace(findings, answered=False, unsaid=words, denied=against)


def _with_newer(
    findings: Findings, plan: Plan, archive: Index, settings: RagSettings, clock: Clock
) -> Findings:
    """Return findings led by what a newer article than the best one says, if that surely answers.

    The words of a question are those of the first reports as often as of the last ones, so that a
    search by words and meaning does not bring up the newest.
    """
    best = findings.evidence[0] if findings.evidence else None
    day = best.hit.article.date if best else None
    if plan.form != "latest" or best is None or day is None or not findings.answered:
        return findings
    scope = findings.result.scope
    last = scope.filters.until
    if last and day >= last:
        return findings
    after = replace(scope.filters, since=day + timedelta(days=1))
    later = _within(replace(scope, filters=after), plan, archive, settings, clock)
    if later.confidence < _SURELY or not may_lead(plan, later.evidence[0], best):
        return findings
    known = {hit.passage.id for hit in later.result.hits}
    hits = [*later.result.hits, *(h for h in findings.result.hits if h.passage.id not in known)]
    return replace(
        findings,
        result=replace(findings.result, hits=hits),
        evidence=[later.evidence[0], *findings.evidence],
        confidence=later.confidence,
    )


def _within(
    scope: Scope, plan: Plan, archive: Index, settings: RagSettings, clock: Clock
) -> Findings:
    found = search(archive, plan, scope.filters, settings.top_k, settings)
    hits = merge_neighbours(found)
    clock.mark("searching")
    findings = weigh(plan, SearchResult(hits, scope), settings)
    clock.mark("reading")
    return findings
