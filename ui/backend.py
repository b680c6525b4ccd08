"""All that the page asks of `index` and `rag`, behind one small face."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from threading import Event as Flag
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.archive import in_engine
from index.errors import DatelineError
from ui import privacy
from ui.thread import Asked

if TYPE_CHECKING:
    from index import Index
    from index.filters import Filters
    from index.maintain.doctor import Report
    from index.store.records import ArticleInfo, Summary
    from rag.events import Event
    from rag.types import Hit, Turn

_log = logging.getLogger(__name__)


class NotOfferedError(DatelineError):
    """An asker wants a model that the operator does not offer."""


class Backend:
    """An archive and the model that may phrase its answers.

    Attributes:
        measure: what a question is answered within; counts it.
        seconds: after which a question is given up.

    Args:
        folder: the index folder or the address of an engine; it need not exist yet.
        llm: PROVIDER:MODEL, or None for answers word for word from the archive.
        offered: other models that an asker may choose; the operator's keys pay for them.
    """

    def __init__(
        self, folder: str | Path, llm: str | None = None, offered: Sequence[str] = ()
    ) -> None:
        self.folder = folder if in_engine(folder) else Path(folder)
        self.llm = llm
        self.measure: Callable[[], AbstractContextManager[None]] = nullcontext
        self.seconds = math.inf
        self.offered = tuple(dict.fromkeys(each for each in (llm, *offered) if each))
        self._index: Index | None = None
        self._lock = Lock()

    def index(self) -> Index:
        """Return the archive as of its newest committed generation.

        An archive that was returned before stays as it was: an answer that is being made is
        made from one generation.
        """
        from index import Index

        with self._lock:
            held = self._index
            if held is None:
                held = Index.open(self.folder)
            elif held.generation != held.newest():
                held = Index.open(self.folder, encoder=held.encoder if len(held) else None)
            self._index = held
            return held

    def warm(self) -> None:
        """Load the embedding model, so that the first question need not wait for it."""
        try:
            archive = self.index()
            if len(archive):
                archive.encoder.encode_texts(["warm"])
        except DatelineError:  # what is wrong with the archive, the page says
            _log.debug("the model is not loaded ahead", exc_info=True)

    def articles(self, filters: Filters | None = None) -> list[ArticleInfo]:
        """Return what is known of the articles that filters let through, newest first."""
        found: list[ArticleInfo] = self.index().articles(filters)
        return found

    def outlets(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the outlet of each article, its title where it names none, by id.

        An article that is no longer there, or cannot be read, is left out.
        """
        found: dict[str, str] = {}
        for each in dict.fromkeys(ids):
            try:
                article = self.index().article(each)
            except DatelineError:
                _log.debug("the article %s cannot be shown", each, exc_info=True)
            else:
                found[each] = article.source or article.title
        return found

    def remote(self, llm: str | None = None) -> str | None:
        """Return the model that questions are sent to, or None when nothing leaves."""
        return privacy.remote(llm if llm in self.offered else self.llm)

    def model(self, llm: str | None) -> str | None:
        """Return the model that an asker's wish comes to.

        Raises:
            NotOfferedError: the operator does not offer it.
        """
        if llm and llm not in self.offered:
            raise NotOfferedError(
                f"the model {llm[:80]!r} is not offered here: empty the field in the settings, or "
                "start the page with --llm or --allow-llm"
            )
        return llm or self.llm

    def stream(
        self,
        question: str,
        asked: Asked,
        history: Sequence[Turn] = (),
        llm: str | None = None,
        sentences: int | None = None,
        cancel: Flag | None = None,
        care: str | None = None,
    ) -> Iterator[Event]:
        """Yield what happens while a question is answered; the last event holds the answer.

        Args:
            question: as typed.
            asked: the filters set beside it.
            history: the conversation so far.
            llm: PROVIDER:MODEL for this answer alone.
            sentences: the most sentences of an answer from one article.
            cancel: set when the answer is no longer wanted.
            care: "careful" for answers that are surer than the settings ask for.
        """
        from rag import stream
        from rag.settings import RagSettings

        own: dict[str, Any] = {"question_dates": False} if asked.any_date else {}
        if sentences is not None:
            several = sentences + 2 if sentences > 1 else 1
            own |= {"max_sentences": sentences, "max_sentences_several": several}
        if care == "careful":
            own["threshold"] = care
        events: Iterator[Event] = stream(
            question,
            index=self.index(),
            since=asked.since,
            until=_earlier(asked.until, asked.as_of),
            sources=tuple(asked.sources),
            articles=tuple(asked.articles),
            llm=self.model(llm),
            history=tuple(history),
            now=asked.as_of,
            settings=RagSettings(**own),
            cancel=cancel,
        )
        return self._measured(events)

    def _measured(self, events: Iterator[Event]) -> Iterator[Event]:
        with self.measure():
            yield from events

    def search(self, query: str, limit: int, filters: Filters) -> list[Hit]:
        """Return the passages that fit a query best, in the order that answers are read in.

        Raises:
            QuestionError: the query is empty or too long.
        """
        from rag.retrieve.search import retrieve

        return retrieve(self.index(), query, limit, filters=filters)

    def add(
        self,
        files: Sequence[Path],
        links: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> Summary:
        """Take files and pages into the archive in one commit.

        Args:
            files: files as they were uploaded.
            links: addresses of pages or feeds; anything but http and https is refused.
            progress: told how many articles were read and how many passages embedded.

        Raises:
            DatelineError: nothing could be written.
        """
        from index import Index
        from index.load import load
        from index.load.base import Refusal
        from rag.saved.lines import told_after
        from ui.render.escape import web_address

        fit = [each for each in links if web_address(each)]
        unfit = [Refusal(each, "is not a web address") for each in links if each not in fit]
        tell = progress or (lambda articles, passages: None)
        with Index.open(self.folder) as archive:
            found = [*unfit, *load([*files, *fit], separately=True)]
            summary: Summary = archive.add(
                found, progress=lambda step: tell(step.articles, step.passages)
            )
            if summary.changed:
                summary.notices += told_after(archive)
        summary.refused[:] = [_shown(each, files) for each in summary.refused]
        return summary

    def remove(self, ids: Sequence[str]) -> int:
        """Take articles out of the archive; return how many of them were there."""
        from index import Index

        with Index.open(self.folder, must_exist=True) as archive:
            return int(archive.remove(ids))

    def doctor(self) -> Report:
        """Examine the index."""
        from index.maintain.doctor import doctor

        report: Report = doctor(self.folder)
        return report

    def close(self) -> None:
        """Let go of the archive."""
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None


def _shown(refusal: Any, files: Sequence[Path]) -> Any:
    """Return a refusal that names an uploaded file as its owner knows it."""
    from dataclasses import replace

    for path in files:
        if refusal.name.startswith(str(path)):
            return replace(refusal, name=path.name + refusal.name.removeprefix(str(path)))
    return refusal


def _earlier(until: date | None, as_of: date | None) -> date | None:
    days = [day for day in (until, as_of) if day is not None]
    return min(days) if days else None
