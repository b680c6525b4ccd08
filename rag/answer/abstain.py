"""Saying that the archive does not answer, and what is nearest to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.archive import Index
from index.filters import Filters
from rag.answer.citations import headlines
from rag.answer.model import Headline, Near
from rag.answer.near import missing, near
from rag.dates.last_day import last_day
from rag.query.plan import Plan
from rag.request import ARCHIVE
from rag.types import Findings, Hit

NOTICE = "The archive does not answer this."
UNKNOWN_LANGUAGE = (
    "Dateline does not know the question's language well enough to judge an answer by its meaning; "
    "it answers only when the question's words themselves are found in an article."
)


@dataclass(frozen=True, slots=True)
class Abstention:
    """That the archive does not answer.

    Attributes:
        reason: why, in a sentence.
        headlines: the nearest articles.
        near: the sentence that comes nearest, where one does.
        notice: what is said in place of an answer.
    """

    reason: str
    headlines: list[Headline]
    near: Near | None = None
    notice: str = NOTICE


def abstain(
    plan: Plan, findings: Findings, outside: Sequence[Hit], archive: Index, *, most: int
) -> Abstention:
    """Return why there is no answer, with the nearest sentence and headlines.

    Where the limits leave no article at all, the headlines are the nearest outside them.

    Args:
        plan: the question.
        findings: what the archive has to say, which is not enough.
        outside: the nearest passages without any limits; empty where there were none.
        archive: that was asked.
        most: headlines at most.
    """
    nearest = findings.result.hits or outside
    return Abstention(
        _reason(plan, findings, outside, archive), headlines(nearest, most), near(plan, findings)
    )


def _reason(plan: Plan, findings: Findings, outside: Sequence[Hit], archive: Index) -> str:
    """Return in a sentence why there is no answer, naming a filter that removed candidates."""
    hits = findings.result.hits
    if len(archive) == 0:
        return "The archive is empty; add articles with `dateline index PATH`."
    if findings.unsaid:
        return f"No article of the archive has the words “{findings.unsaid}”."
    if findings.denied:
        return "The archive says otherwise than the question takes for granted."
    past = _past_the_end(plan, archive)
    if past:
        return past
    limits = describe(findings.result.scope.filters)
    if not hits:
        if limits:
            removed = outside[0].article.title if outside else None
            told = f"; outside them the nearest is “{removed}”" if removed else ""
            return f"No article is left by the limits {limits}{told}; widen or remove them."
        return "No passage of the archive shares a word or a meaning with the question."
    if limits:
        inside = {hit.article.id for hit in hits}
        best = outside[0].article if outside else None
        removed = best.title if best is not None and best.id not in inside else None
        if removed:
            return (
                f"Nothing within the limits {limits} answers; outside them there is "
                f"“{removed}”, which may."
            )
        return f"Nothing within the limits {limits} comes near enough to an answer."
    if not plan.language.known:
        return UNKNOWN_LANGUAGE
    if findings.absent:
        return (
            f"The article that comes nearest to the question does not mention “{findings.absent}”."
        )
    lacks = missing(plan, findings)
    if lacks:
        return lacks
    unmatched = _unmatched(plan, hits)
    if unmatched:
        return f"No passage that comes near the question mentions {unmatched}."
    return "The nearest passages do not say it clearly enough to be quoted as an answer."


def _past_the_end(plan: Plan, archive: Index) -> str | None:
    """Return that the archive ends before the time that a question means; None where it does not.

    That time is one that is counted from the asker's day.
    """
    period = plan.period
    if period is None or not period.strict or period.since is None:
        return None
    last = last_day(archive)
    if last is None or last >= period.since:
        return None
    return (
        f"The archive ends on {last}, before “{period.words}”; ask with `--now {ARCHIVE}` to count "
        "from its last day."
    )


def describe(filters: Filters) -> str:
    """Return filters in words; "" for none."""
    parts = []
    if filters.since:
        parts.append(f"since {filters.since}")
    if filters.until:
        parts.append(f"until {filters.until}")
    for name, values in (
        ("outlet", filters.sources),
        ("language", filters.languages),
        ("author", filters.authors),
    ):
        if values:
            parts.append(f"{name} {', '.join(values)}")
    return " and ".join(parts)


def _unmatched(plan: Plan, hits: Sequence[Hit]) -> str | None:
    """Return the question's weightiest word that no near passage has, as it was typed.

    What asks for a comparison is no word that a passage could have.
    """
    from index.text.terms import terms

    words = plan.language.questions.compare.sub("", plan.asked.text)
    asked = frozenset(terms(words))
    present = frozenset[str]().union(*(hit.present for hit in hits))
    missing = [term for term in plan.asked.terms if term in asked and term not in present]
    if not missing:
        return None
    heaviest = max(missing, key=lambda term: plan.asked.weights[term])
    for word in words.split():
        if heaviest in terms(word):
            bare = word.strip("?!.,;:“”\"'")
            return f"“{bare}”"
    return None
