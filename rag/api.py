"""`ask`, `stream` and `aask`: a question in, an answer out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Any

from index.archive import Index
from index.filters import Filters
from rag.answer.model import Answer
from rag.dates.last_day import last_day
from rag.errors import AnswerCancelledError, QuestionError
from rag.events import Done, Event
from rag.pipeline import answer_events
from rag.request import ARCHIVE, Clock, Request, index_folder, read_day
from rag.settings import RagSettings, usual
from rag.telemetry.spans import traced

if TYPE_CHECKING:
    from rag.llm.call import Cancel


def ask(
    question: str,
    *,
    index: str | Path | Index | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    sources: Sequence[str] = (),
    articles: Sequence[str] = (),
    top_k: int | None = None,
    llm: str | None = None,
    history: Sequence[Any] = (),
    now: str | date | None = None,
    settings: RagSettings | None = None,
    cancel: Cancel | None = None,
) -> Answer:
    """Answer a question from an archive, with a checked citation for every sentence.

    Args:
        question: in words; a follow-up when `history` is given.
        index: the index folder, the address of an engine (`milvus://host:port/collection`) or an
            open `Index`; None for `$DATELINE_INDEX`, else `.dateline`.
        since: first day of the articles that may be cited (a date or YYYY-MM-DD).
        until: last day, inclusive.
        sources: outlets that may be cited; empty for all.
        articles: ids of the only articles that may be cited, as `Index.find_ids` gives them; empty
            for all.
        top_k: passages the answer is read from; None for the setting.
        llm: PROVIDER:MODEL of a chat model that may phrase the answer; None for the archive's
            own words.
        history: earlier turns, oldest first: questions, (question, answer) pairs, `Turn`s or
            chat messages.
        now: the asker's day, which "last week" is relative to; None for today, "archive" for that
            of the archive's newest article.
        settings: of answering; None for those of the environment.
        cancel: a `threading.Event`, set to call the answer off; looked at between steps, and
            often while a chat model writes.

    Returns:
        The answer; an abstention is one too, with `abstained` set.

    Raises:
        QuestionError: the question is empty or a date is none.
        IndexNotFoundError: there is no index in the folder.
        LanguageModelError: a setting of chat models is not one. A model that cannot be loaded or
            does not answer raises nothing: the answer is given in the archive's own words, and
            `notices` says why.
        AnswerCancelledError: `cancel` was set before the answer was whole.
    """
    events = stream(
        question,
        index=index,
        since=since,
        until=until,
        sources=sources,
        articles=articles,
        top_k=top_k,
        llm=llm,
        history=history,
        now=now,
        settings=settings,
        cancel=cancel,
    )
    return _last(events)


def stream(
    question: str,
    *,
    index: str | Path | Index | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    sources: Sequence[str] = (),
    articles: Sequence[str] = (),
    top_k: int | None = None,
    llm: str | None = None,
    history: Sequence[Any] = (),
    now: str | date | None = None,
    settings: RagSettings | None = None,
    cancel: Cancel | None = None,
) -> Iterator[Event]:
    """Yield what happens while a question is answered: stages, sentences, then `Done`.

    The arguments and errors are those of `ask`.
    """
    _go_on(cancel)
    chosen = settings or usual()
    if top_k is not None:
        if not 1 <= top_k <= 200:
            raise QuestionError(f"top-k is a number from 1 to 200, not {top_k}")
        chosen = chosen.model_copy(update={"top_k": top_k})
    of_the_archive = now == ARCHIVE
    request = Request(
        question=question,
        filters=Filters(
            since=read_day(since, "since"),
            until=read_day(until, "until"),
            sources=tuple(sources),
            articles=tuple(articles),
        ),
        history=history,
        now=(None if of_the_archive else read_day(now, "now")) or date.today(),
        llm=llm,
        settings=chosen,
        cancel=cancel,
    )
    with ExitStack() as stack:
        archive = index
        if not isinstance(archive, Index):
            archive = stack.enter_context(Index.open(index_folder(archive), must_exist=True))
        if of_the_archive:
            request = replace(request, now=last_day(archive) or request.now)
        clock = Clock()
        stack.enter_context(traced(clock))
        for event in answer_events(request, archive, clock):
            yield event
            if not isinstance(event, Done):
                _go_on(cancel)


def _go_on(cancel: Cancel | None) -> None:
    """Do nothing, unless an answer was called off.

    Raises:
        AnswerCancelledError: it was.
    """
    if cancel is not None and cancel.is_set():
        raise AnswerCancelledError("the answer was called off before it was whole; ask again")


@dataclass(frozen=True, slots=True)
class _Either:
    """Set when one of two is."""

    one: Cancel
    other: Cancel

    def is_set(self) -> bool:
        return self.one.is_set() or self.other.is_set()


async def aask(question: str, **options: Any) -> Answer:
    """Answer a question without blocking the event loop.

    Args:
        question: as for `ask`.
        **options: the keyword arguments of `ask`; when it is no longer awaited, the answer is
            called off.
    """
    gone = Flag()
    own = options.pop("cancel", None)
    cancel = gone if own is None else _Either(gone, own)
    try:
        return await asyncio.to_thread(_last, stream(question, cancel=cancel, **options))
    finally:
        gone.set()


def _last(events: Iterator[Event]) -> Answer:
    answer: Answer | None = None
    for event in events:
        if isinstance(event, Done):
            answer = event.answer
    assert answer is not None
    return answer
