"""The answer object, put together from what was chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.answer.model import Citation, FiltersView, Headline, PassageView, Sentence
from rag.types import Evidence, Hit, Scope


class Citations:
    """Numbers citations from 1 in the order in which they are first needed."""

    def __init__(self) -> None:
        """Start with none."""
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.made: list[Citation] = []

    def known(self, item: Evidence) -> int | None:
        """Return the number of the citation that a sentence stands in, if there is one."""
        article, start, end = item.address
        return next(
            (
                number
                for (cited, first, last), number in self._numbers.items()
                if cited == article and first <= start and end <= last
            ),
            None,
        )

    def number(self, item: Evidence) -> int:
        """Return the number of the citation of an evidence sentence."""
        article, key = item.hit.article, item.address
        if key not in self._numbers:
            self._numbers[key] = len(self.made) + 1
            self.made.append(
                Citation(
                    n=self._numbers[key],
                    article_id=article.id,
                    title=article.title,
                    date=article.date,
                    source=article.source,
                    url=article.url,
                    start=item.start,
                    end=item.end,
                    quote=item.text,
                    author=article.author,
                    also=list(item.hit.also),
                )
            )
        return self._numbers[key]


def cited(sentence: Sentence, citations: Citations) -> tuple[Citation, ...]:
    """Return the citations of a sentence."""
    return tuple(citations.made[n - 1] for n in sorted(sentence.citations))


def passage_views(hits: Sequence[Hit]) -> list[PassageView]:
    """Return retrieved passages as the answer shows them."""
    return [
        PassageView(
            rank=rank,
            score=round(hit.score, 4),
            article_id=hit.article.id,
            title=hit.article.title,
            date=hit.article.date,
            source=hit.article.source,
            start=hit.passage.start,
            end=hit.passage.end,
            text=hit.text,
            also=list(hit.also),
        )
        for rank, hit in enumerate(hits, start=1)
    ]


def filters_view(scope: Scope) -> FiltersView:
    """Return the filters that were in force, and where they came from."""
    filters = scope.filters
    origin = "question" if scope.period else ("asker" if filters else None)
    return FiltersView(
        since=filters.since,
        until=filters.until,
        sources=list(filters.sources),
        articles=list(filters.articles),
        origin=origin,
    )


def headlines(hits: Sequence[Hit], limit: int) -> list[Headline]:
    """Return the nearest articles, each once."""
    seen: dict[str, Headline] = {}
    for hit in hits:
        article = hit.article
        if article.id not in seen and len(seen) < limit:
            seen[article.id] = Headline(
                article_id=article.id,
                title=article.title,
                date=article.date,
                source=article.source,
            )
    return list(seen.values())


_LOOKS_LIKE_A_MARKER = re.compile(r"\[(\d+)\]")


def marked(sentences: Sequence[Sentence]) -> str:
    """Return sentences as one text with a marker for each citation.

    What looks like a marker inside a sentence (an article may hold "[3]") is shown in round
    brackets, so that every marker of the answer is a citation of it.
    """
    parts = []
    for sentence in sentences:
        words = _LOOKS_LIKE_A_MARKER.sub(r"(\1)", " ".join(sentence.text.split()))
        parts.append(" ".join([words, *(f"[{n}]" for n in sentence.citations)]))
    return " ".join(parts)


def as_of(citations: Sequence[Citation]) -> date | None:
    """Return the day as of which an answer holds: that of the newest article it cites."""
    days = [citation.date for citation in citations if citation.date]
    return max(days, default=None)
