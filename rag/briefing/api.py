"""`brief`: a topic in, the story so far out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from index.archive import Index
from index.filters import Filters
from rag.answer.citations import Citations, as_of, headlines
from rag.answer.model import FiltersView
from rag.briefing.model import Brief, BriefLine
from rag.briefing.story import LINES, story
from rag.briefing.topic import topic_of
from rag.errors import QuestionError
from rag.request import index_folder, read_day
from rag.settings import RagSettings, usual

_MOST_LINES = 50
_SPREAD = 0.1
"""A brief tells developments, of which an article seldom brings many."""


def brief(
    topic: str,
    *,
    index: str | Path | Index | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    sources: Sequence[str] = (),
    lines: int = LINES,
    settings: RagSettings | None = None,
) -> Brief:
    """Tell the story so far of a topic: dated lines, each cited, in the archive's own words.

    Args:
        topic: in a few words ("the closing of the bridge"), or a question that asks for it.
        index: the index folder or an open `Index`; None for `$DATELINE_INDEX`, else `.dateline`.
        since: first day of the articles that may be cited (a date or YYYY-MM-DD).
        until: last day, inclusive.
        sources: outlets that may be cited; empty for all.
        lines: how many there may be, 1 to 50.
        settings: of retrieval; None for those of the environment.

    Returns:
        The brief; where the archive has no such story it has no lines, and says why.

    Raises:
        QuestionError: the topic is empty, a date is none, or so many lines cannot be had.
        IndexNotFoundError: there is no index in the folder.
    """
    if not 1 <= lines <= _MOST_LINES:
        raise QuestionError(f"lines is a number from 1 to {_MOST_LINES}, not {lines}")
    filters = Filters(
        since=read_day(since, "since"), until=read_day(until, "until"), sources=tuple(sources)
    )
    chosen = settings or usual()
    about = topic_of(topic)
    with ExitStack() as stack:
        archive = index
        if not isinstance(archive, Index):
            archive = stack.enter_context(Index.open(index_folder(archive), must_exist=True))
        found = story(about, archive, filters, date.today(), chosen, lines, spread=_SPREAD)
        citations = Citations()
        told = [
            BriefLine(
                day=line.item.day,
                stated=line.when is not None and line.when.stated,
                text=line.item.text,
                citations=[citations.number(each) for each in (line.item, line.correction) if each],
                corrected=line.correction is not None,
                articles=len(line.articles),
            )
            for line in found.lines
        ]
        return Brief(
            topic=about,
            lines=told,
            citations=citations.made,
            reason=None if told else _why_not(about, len(archive), found.hits != []),
            headlines=[] if told else headlines(found.hits, chosen.headlines),
            as_of=as_of(citations.made),
            filters=FiltersView(
                since=filters.since,
                until=filters.until,
                sources=list(filters.sources),
                origin="asker" if filters else None,
            ),
            read=len({hit.article.id for hit in found.hits}),
            generation=archive.generation,
        )


def _why_not(topic: str, articles: int, any_hits: bool) -> str:
    if not articles:
        return "the archive is empty; add articles with `dateline index PATH`"
    if not any_hits:
        return "no article lies within the limits; widen the days or the outlets"
    return f"no article tells of “{topic}”; use other words for it"
