"""All that the page asks of `index` and `rag`, behind one small face."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ui.thread import Asked

if TYPE_CHECKING:
    from index import ArticleInfo, Index
    from rag.events import Event
    from rag.parts import Turn


class Backend:
    """An archive and the model that may phrase its answers.

    Args:
        folder: the index folder; it need not exist yet.
        llm: PROVIDER:MODEL, or None for answers word for word from the archive.
    """

    def __init__(self, folder: Path, llm: str | None = None) -> None:
        self.folder = folder
        self.llm = llm
        self._index: Index | None = None
        self._lock = Lock()

    def index(self) -> Index:
        """Return the archive at its newest committed generation."""
        from index import Index

        with self._lock:
            if self._index is None:
                self._index = Index.open(self.folder)
            self._index.refresh()
            return self._index

    def articles(self) -> list[ArticleInfo]:
        """Return what is known of every article, their texts left out."""
        return self.index().articles()

    def remote(self, llm: str | None = None) -> str | None:
        """Return the model that questions are sent to, or None when nothing leaves."""
        return llm or self.llm

    def stream(
        self, question: str, asked: Asked, history: Sequence[Turn] = (), llm: str | None = None
    ) -> Iterator[Event]:
        """Yield what happens while a question is answered; the last event holds the answer."""
        from rag import stream

        return stream(
            question,
            index=self.index(),
            since=asked.since,
            until=_earlier(asked.until, asked.as_of),
            sources=tuple(asked.sources),
            llm=llm or self.llm,
            history=tuple(history),
            now=_evening(asked.as_of),
        )

    def close(self) -> None:
        """Let go of the archive."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None


def _earlier(until: date | None, as_of: date | None) -> date | None:
    days = [day for day in (until, as_of) if day is not None]
    return min(days) if days else None


def _evening(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59), tzinfo=UTC) if day else None


def folder(given: Path | None) -> Path:
    """Return the index folder: the one given, else $DATELINE_INDEX, else .dateline here."""
    return given or Path(os.environ.get("DATELINE_INDEX") or ".dateline")
