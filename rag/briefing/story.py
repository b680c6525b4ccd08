"""From a topic, or a question that asks for a story, to its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.filters import Filters
from rag.briefing.lines import Line, lines
from rag.briefing.topic import asks_for_story, topic_of
from rag.query.plan import Plan, understand
from rag.retrieve.features import coverage
from rag.retrieve.search import search
from rag.settings import RagSettings
from rag.types import Evidence, Findings, Hit

if TYPE_CHECKING:
    from index.archive import Index

_READ = 40
"""Passages that a story is told from."""

# So much of a topic's words, by their weight, the best passage and its title must have.
_ENOUGH = 0.6
LINES = 12
"""Lines of a brief at the most, where nobody says how many."""
_LINES_OF_AN_ANSWER = 10


@dataclass(frozen=True, slots=True)
class Story:
    """What the archive has of a story.

    Attributes:
        lines: in the order of their days; empty where it has no such story.
        hits: the passages that were read, best first.
    """

    lines: list[Line]
    hits: list[Hit]


def story(
    topic: str,
    archive: Index,
    filters: Filters,
    now: date,
    settings: RagSettings,
    most: int,
    *,
    spread: float = 0.0,
    known: bool = False,
) -> Story:
    """Return what an archive has of a story.

    Args:
        topic: what it is about, in a few words.
        archive: where it is told.
        filters: what may be cited.
        now: the asker's day.
        settings: of retrieval.
        most: how many lines there may be.
        spread: how far the lines are to come from several articles, as in `lines`.
        known: the archive has the story; else it must have most words of the topic.

    Raises:
        QuestionError: the topic is empty or too long, or the filters contradict themselves.
    """
    plan = understand(topic, archive, filters=filters, now=now, settings=settings)
    hits = search(archive, plan, filters, _READ, settings)
    known = known or any(coverage(plan.asked, hit.present) >= _ENOUGH for hit in hits[:3])
    return Story(lines(plan.asked, hits, most, spread=spread) if known else [], hits)


def told(
    plan: Plan, findings: Findings, archive: Index, settings: RagSettings
) -> tuple[Findings, list[Evidence]] | None:
    """Return what a question that asks for a story is answered with.

    Args:
        plan: the question.
        findings: what the archive has to say to it as to any other.
        archive: where the story is told.
        settings: of retrieval.

    Returns:
        The findings, which count as an answer now, and the sentences in the order of their days;
        None for a question that asks for one fact, or where there is no such story.
    """
    question = plan.asked.text
    if not asks_for_story(question):
        return None
    found = story(
        topic_of(question),
        archive,
        plan.filters,
        plan.now,
        settings,
        _LINES_OF_AN_ANSWER,
        known=findings.answered,
    ).lines
    if not found:
        return None
    return replace(findings, answered=True), [line.item for line in found]
