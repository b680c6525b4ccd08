"""The page's endpoints for programs: named, typed, and described as tools for MCP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event as Flag
from typing import Any

import gradio as gr

from index.errors import DatelineError
from index.filters import Filters
from rag.events import Done, Event
from ui.backend import Backend
from ui.stream import pump
from ui.thread import Asked


class RequestError(DatelineError):
    """A program asked for something that cannot be."""


def build(backend: Backend) -> None:
    """Give the app the endpoints `/ask`, `/search` and `/articles`."""

    def ask(
        question: str,
        since: str = "",
        until: str = "",
        sources: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the news archive, each sentence with the source that says so.

        Args:
            question: The question, in everyday words.
            since: First day of the articles to use, as 2025-12-31; empty for no limit.
            until: Last day of the articles to use, as 2025-12-31; empty for no limit.
            sources: Outlets to use; empty for all.

        Returns:
            The answer as JSON: answer, sentences, citations, passages, abstained, reason.
        """
        asked = Asked(since=_day(since), until=_day(until), sources=sources or [])
        wanted = Flag()

        def events() -> Iterator[Event]:
            return backend.stream(question, asked, cancel=wanted)

        for event in _raised(lambda: pump(events, wanted, backend.seconds)):
            if isinstance(event, Done):
                found: dict[str, Any] = event.answer.model_dump(mode="json")
                return found
        raise RequestError("the answer did not come to its end; ask again")

    def search(
        query: str,
        limit: int = 10,
        since: str = "",
        until: str = "",
        sources: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Find the passages of the news archive that fit a query best.

        Args:
            query: What to look for: words or a question.
            limit: The most passages, 1 to 100.
            since: First day of the articles to search, as 2025-12-31; empty for no limit.
            until: Last day of the articles to search, as 2025-12-31; empty for no limit.
            sources: Outlets to search; empty for all.

        Returns:
            Passages, best first: article_id, title, start, end, score, text.
        """
        if not 1 <= limit <= 100:
            raise gr.Error(f"limit is {limit}; it must be from 1 to 100", print_exception=False)
        filters = Filters(_day(since), _day(until), tuple(sources or ()))
        return [
            {
                "article_id": hit.article.id,
                "title": hit.article.title,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "score": hit.score,
                "text": hit.text,
            }
            for hit in _raised(lambda: backend.search(query, limit, filters))
        ]

    def articles(
        since: str = "", until: str = "", sources: list[str] | None = None, limit: int = 100
    ) -> list[dict[str, Any]]:
        """List articles of the news archive, newest first, without their texts.

        Args:
            since: First day, as 2025-12-31; empty for no limit.
            until: Last day, as 2025-12-31; empty for no limit.
            sources: Outlets; empty for all.
            limit: The most articles.

        Returns:
            Articles: id, title, date, source, url, author, language, characters.
        """
        filters = Filters(_day(since), _day(until), tuple(sources or ()))
        found = _raised(lambda: backend.articles(filters))
        return [
            {
                "id": each.id,
                "title": each.title,
                "date": each.date.isoformat() if each.date else None,
                "source": each.source,
                "url": each.url,
                "author": each.author,
                "language": each.language,
                "characters": each.characters,
            }
            for each in found[: max(limit, 0)]
        ]

    gr.api(ask, api_name="ask")
    gr.api(search, api_name="search")
    gr.api(articles, api_name="articles")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day; write it as 2025-12-31"
        raise gr.Error(message, print_exception=False) from None


def _raised(work: Any) -> Any:
    """Do some work, its errors told to the caller as one line."""
    try:
        found = work()
        return list(found)
    except DatelineError as error:
        raise gr.Error(str(error), print_exception=False) from error
