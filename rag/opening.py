"""What comes before a search: the chat model, and the question as it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.archive import Index
from rag.answer.abstain import Abstention
from rag.answer.build import build
from rag.answer.model import Answer
from rag.answer.phrasing import Phrasing
from rag.errors import LanguageModelError
from rag.query import small_talk
from rag.query.clauses import clauses, compares
from rag.request import Clock, Request
from rag.types import Findings, Scope, SearchResult, Turn

if TYPE_CHECKING:
    from rag.llm.session import Session


def open_model(request: Request) -> tuple[Session | None, tuple[str, ...]]:
    """Return the chat model, and why there is none where one was asked for.

    Raises:
        LanguageModelError: a setting of the environment is not one.
    """
    if request.llm is None:
        return None, ()
    from rag.llm.phrase import EXTRACTIVE
    from rag.llm.session import Session
    from rag.llm.settings import usual

    limits = usual()
    try:
        return Session.open(request.llm, limits, request.now, request.cancel), ()
    except LanguageModelError as error:
        return None, (f"{error}; {EXTRACTIVE}",)


def answer_to_small_talk(request: Request, archive: Index, clock: Clock) -> Answer | None:
    """Return what is said to words that ask nothing; None where they ask something."""
    words = " ".join(request.question.split())
    more_of_nothing = small_talk.asks_for_more(words) and not request.history
    if not (small_talk.is_small_talk(words) or more_of_nothing):
        return None
    nothing = Findings(SearchResult([], Scope(request.filters)), [], 0.0, answered=False)
    return build(
        request,
        archive,
        words,
        nothing,
        Phrasing(),
        timings=clock.total(),
        abstention=Abstention(small_talk.REASON, [], notice=small_talk.NOTICE),
    )


def standalone(
    request: Request, archive: Index, model: Session | None
) -> tuple[str, Sequence[Turn]]:
    """Return the question as it is understood, and the turns that more is to be said than in."""
    if not request.history:
        return " ".join(request.question.split()), ()
    from rag import conversation

    found = conversation.standalone(
        request.question,
        request.history,
        archive,
        now=request.now,
        model=model.model if model else None,
        cancel=request.cancel,
        spent=model.spent if model else None,
    )
    past = conversation.turns(request.history, request.question) if found.more else ()
    return " ".join(found.question.split()), past


def parts_of(question: str, model: Session | None) -> list[str]:
    """Return the questions that a model finds in one of several parts; none without a model."""
    if model is None or not (clauses(question) or compares(question)):
        return []
    return model.parts(question)
