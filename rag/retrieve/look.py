"""Looking for evidence, within the time that a question names where it names one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.archive import Index
from index.filters import Filters
from rag.answer.confidence import confidence, threshold
from rag.answer.evidence import weigh
from rag.names import absent
from rag.query.plan import Plan
from rag.retrieve.merge import merge_neighbours
from rag.retrieve.search import search
from rag.settings import RagSettings
from rag.types import Evidence, Found


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the archive has to say within the filters that were used in the end.

    Attributes:
        absent: a name or year of the question that the best evidence's article does not have.
    """

    plan: Plan
    found: Found
    evidence: list[Evidence]
    confidence: float
    notices: tuple[str, ...] = ()
    absent: str | None = None


# Of the questions whose name or year the best article does not have, one in seventy-five is
# answered by it.
_OF_ANOTHER_MATTER = 0.2
_AS_GOOD = 0.25


def look(plan: Plan, archive: Index, settings: RagSettings) -> Weighed:
    """Search, within the time that the question names if it names one.

    A time such as "in June" is looked in first; when the archive has nothing there that answers,
    the whole archive is searched and the answer says so. A time such as "last week" is strict.
    """
    if plan.period is None:
        return _weighed(plan, archive, plan.filters, settings)
    limited = replace(plan.filters, since=plan.period.since, until=plan.period.until)
    inside = _weighed(plan, archive, limited, settings)
    limit = threshold() if settings.threshold is None else settings.threshold
    if inside.evidence and inside.confidence >= limit:
        return inside
    outside = _weighed(replace(plan, period=None), archive, plan.filters, settings)
    dated = any(hit.article.date for hit in (*inside.found.hits, *outside.found.hits))
    if plan.period.strict and dated:
        return inside
    if outside.confidence < limit or not outside.evidence:
        return inside if inside.found.hits else outside
    if not dated:
        return outside
    notice = f"nothing dated “{plan.period.words}” answers; the whole archive was searched"
    return replace(outside, notices=(notice,))


def _weighed(plan: Plan, archive: Index, filters: Filters, settings: RagSettings) -> Weighed:
    found = merge_neighbours(search(archive, plan, filters, settings.top_k, settings))
    evidence = weigh(plan, found)
    lacks = None
    if evidence and not plan.comparing and not plan.parts:
        evidence, lacks = _of_the_matter(_beside_period(plan), evidence)
    sure = confidence(evidence) * (_OF_ANOTHER_MATTER if lacks else 1.0)
    return Weighed(replace(plan, filters=filters), found, evidence, sure, absent=lacks)


def _of_the_matter(question: str, evidence: list[Evidence]) -> tuple[list[Evidence], str | None]:
    """Return the evidence to go by, and what its best article lacks of the question's names.

    Where the best sentence's article lacks one and that of another good sentence has them all,
    the evidence is what such articles say.
    """
    lacking: dict[str, str | None] = {}
    for item in evidence:
        article = item.hit.article
        if article.id not in lacking:
            lacking[article.id] = absent(question, article)
            if not lacking[evidence[0].hit.article.id]:
                return evidence, None
    having = [item for item in evidence if lacking[item.hit.article.id] is None]
    if having and having[0].score >= _AS_GOOD * evidence[0].score:
        return having, None
    return evidence, lacking[evidence[0].hit.article.id]


def _beside_period(plan: Plan) -> str:
    """Return the question without the words that have become its limits in time."""
    words = plan.period.words if plan.period else ""
    return plan.asked.text.replace(words, " ") if words else plan.asked.text
