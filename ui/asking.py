"""From a question to what the page shows while it is answered, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event as Flag
from uuid import uuid4

from index.errors import DatelineError
from rag.answer.citations import marked
from rag.answer.model import Answer, Citation, FiltersView, Sentence
from rag.events import Done, Event, SentenceReady, Stage
from ui.backend import Backend
from ui.render.live import failure, live, stopped
from ui.stream import pump
from ui.texts import Texts
from ui.thread import Asked, Exchange, Thread


@dataclass(slots=True)
class Draft:
    """What has been said of an answer so far, kept for the case that it is stopped.

    Attributes:
        unwanted: set to stop the answer.
        dropped: not even what was said so far is wanted.
    """

    question: str
    asked: Asked
    thread: Thread
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    unwanted: Flag = field(default_factory=Flag)
    dropped: bool = False

    def so_far(self, failed: str = "") -> Exchange | None:
        """Return the answer as far as it came, or None when nothing was said yet.

        Args:
            failed: why it went no further; empty where the asker stopped it.
        """
        if not self.sentences:
            return None
        answer = Answer(
            question=self.question,
            standalone_question=self.question,
            answer=marked(self.sentences),
            abstained=False,
            reason=None,
            sentences=self.sentences,
            citations=self.citations,
            passages=[],
            as_of=max((c.date for c in self.citations if c.date), default=None),
            filters=FiltersView(
                since=self.asked.since, until=self.asked.until, sources=self.asked.sources
            ),
            generation=0,
            models={},
            timings_ms={},
        )
        return Exchange(
            question=self.question,
            asked=self.asked,
            answer=answer,
            stopped=not failed,
            failed=failed,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows now; `thread` is set once, when the exchange is finished."""

    live: str
    draft: Draft | None
    thread: Thread | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A question with everything that the asker set for it.

    Attributes:
        words: the question as typed.
        asked: the filters beside it.
        thread: the conversation before it.
        llm: PROVIDER:MODEL for this answer; None takes the backend's own.
        sentences: the most sentences from one article; None takes the default.
        care: "balanced" or "careful"; None takes the default.
    """

    words: str
    asked: Asked
    thread: Thread
    llm: str | None = None
    sentences: int | None = None
    care: str | None = None


def run(backend: Backend, wish: Wish, texts: Texts) -> Iterator[Step]:
    """Yield the steps of one answer; a failure is shown on the page, not raised.

    The first step's draft can be told to stop: then the last step holds what had been said.
    """
    number = len(wish.thread.exchanges)
    draft = Draft(wish.words, wish.asked, wish.thread)
    stage: Stage | None = None

    def events() -> Iterator[Event]:
        return backend.stream(
            wish.words,
            wish.asked,
            wish.thread.turns(),
            wish.llm,
            wish.sentences,
            draft.unwanted,
            care=wish.care,
        )

    yield Step(live(wish.words, number, stage, [], [], texts), draft)
    try:
        for event in pump(events, draft.unwanted, backend.seconds):
            if isinstance(event, Done):
                said = Exchange(question=wish.words, asked=wish.asked, answer=event.answer)
                yield Step("", None, finished(wish.thread, said))
                return
            if isinstance(event, SentenceReady):
                draft.sentences.append(event.sentence)
                known = {citation.n for citation in draft.citations}
                draft.citations.extend(c for c in event.citations if c.n not in known)
            else:
                stage = event
            shown = live(wish.words, number, stage, draft.sentences, draft.citations, texts)
            yield Step(shown, draft)
    except DatelineError as error:
        kept = draft.so_far(str(error))
        if kept:
            yield Step("", None, finished(wish.thread, kept))
        else:
            yield Step(failure(wish.words, str(error), texts), None)
        return
    finally:
        draft.unwanted.set()
    if not draft.dropped:
        said_so_far = draft.so_far()
        if said_so_far:
            yield Step("", None, finished(wish.thread, said_so_far))
        else:
            yield Step(stopped(wish.words, texts), None)


def finished(thread: Thread, said: Exchange) -> Thread:
    """Return the conversation with an exchange added; a new one is given its number."""
    if not thread.id:
        thread = thread.model_copy(update={"id": uuid4().hex})
    return thread.plus(said)
