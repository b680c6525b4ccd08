"""Saying that the archive does not answer, and what is nearest to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.archive import Index
from index.filters import Filters
from rag.answer.citations import headlines
from rag.answer.model import Answer
from rag.query.plan import Plan
from rag.retrieve.look import Weighed
from rag.retrieve.search import search
from rag.settings import RagSettings
from rag.types import Found, Hit

NOTICE = "The archive does not answer this."


def abstain(answer: Answer, weighed: Weighed, archive: Index, settings: RagSettings) -> Answer:
    """Return an answer that says nothing but why, with the nearest headlines and no citation.

    Where the limits leave no article at all, the headlines are the nearest outside them.
    """
    limits = weighed.plan.filters
    free = replace(weighed.plan, filters=Filters())
    outside: list[Hit] = []
    if limits:
        outside = search(archive, free, Filters(), max(1, settings.headlines), settings).hits
    return answer.model_copy(
        update={
            "answer": NOTICE,
            "abstained": True,
            "reason": _reason(weighed, archive, outside),
            "sentences": [],
            "citations": [],
            "headlines": headlines(weighed.found.hits or outside, settings.headlines),
        }
    )


def _reason(weighed: Weighed, archive: Index, outside: Sequence[Hit]) -> str:
    """Return in a sentence why there is no answer, naming a filter that removed candidates."""
    plan, found = weighed.plan, weighed.found
    if len(archive) == 0:
        return "The archive is empty; add articles with `dateline index PATH`."
    limits = describe(plan.filters)
    if not found.hits:
        if limits:
            removed = outside[0].article.title if outside else None
            told = f"; outside them the nearest is “{removed}”" if removed else ""
            return f"No article is left by the limits {limits}{told}; widen or remove them."
        return "No passage of the archive shares a word or a meaning with the question."
    if limits:
        inside = {hit.article.id for hit in found.hits}
        best = outside[0].article if outside else None
        removed = best.title if best is not None and best.id not in inside else None
        if removed:
            return (
                f"Nothing within the limits {limits} answers; outside them there is "
                f"“{removed}”, which may."
            )
        return f"Nothing within the limits {limits} comes near enough to an answer."
    if weighed.absent:
        return (
            f"The article that comes nearest to the question does not mention “{weighed.absent}”."
        )
    missing = _unmatched(plan, found)
    if missing:
        return f"No passage that comes near the question mentions {missing}."
    return "The nearest passages do not say it clearly enough to be quoted as an answer."


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


def _unmatched(plan: Plan, found: Found) -> str | None:
    """Return the question's weightiest word that no near passage has, as it was typed."""
    present: set[str] = set()
    for read in found.reads:
        present |= read.present
    missing = [term for term in plan.asked.terms if term not in present]
    if not missing:
        return None
    heaviest = max(missing, key=lambda term: plan.asked.weights[term])
    from index.text.terms import terms

    for word in plan.asked.text.split():
        if heaviest in terms(word):
            bare = word.strip("?!.,;:“”\"'")
            return f"“{bare}”"
    return None
