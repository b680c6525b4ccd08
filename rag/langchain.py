"""Dateline as parts of a LangChain or LangGraph program."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import Filters, Index

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    from rag.answer.model import Answer
    from rag.types import Hit

_ROLES = {"human": "user", "ai": "assistant"}


def retriever(
    index: Index | str | Path, *, k: int = 8, filters: Filters | None = None
) -> BaseRetriever:
    """Return a LangChain retriever over an index.

    Its documents are passages: `page_content` is the passage's text, `metadata` holds
    `article_id`, `title`, `date` (ISO 8601), `source`, `url`, `author`, `start`, `end`
    (`article.text[start:end] == page_content`) and `score`, higher is better.

    Args:
        index: an open index or its folder.
        k: passages a question gets.
        filters: limits that hold before the passages are chosen.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from pydantic import ConfigDict

    class DatelineRetriever(BaseRetriever):
        """Passages of a Dateline index."""

        model_config = ConfigDict(arbitrary_types_allowed=True)

        archive: Index
        k: int
        filters: Filters

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[Document]:
            from rag.retrieve.search import retrieve

            hits = retrieve(self.archive, query, self.k, filters=self.filters)
            return [Document(page_content=hit.text, metadata=_metadata(hit)) for hit in hits]

    return DatelineRetriever(archive=_open(index), k=k, filters=filters or Filters())


def chain(index: Index | str | Path, **options: Any) -> Runnable[Any, Answer]:
    """Return a LangChain runnable that answers questions from an index.

    It takes a question, a mapping with `question` and, if any, `history`, `since`, `until`,
    `sources` and `articles`, or a mapping with LangGraph's `messages`, whose last is the
    question; it gives an `Answer`. It works with `invoke`, `ainvoke`, `batch` and inside `|`.

    Args:
        index: an open index or its folder.
        **options: given to `rag.ask` with each question; what a mapping holds goes before them.
    """
    from langchain_core.runnables import RunnableLambda

    archive = _open(index)

    def answer(asked: Any) -> Answer:
        from rag.api import ask

        question, own = _read(asked)
        return ask(question, index=archive, **{**options, **own})

    async def later(asked: Any) -> Answer:
        return await asyncio.to_thread(answer, asked)

    return RunnableLambda(answer, afunc=later, name="dateline")


def _open(index: Index | str | Path) -> Index:
    return index if isinstance(index, Index) else Index.open(index, must_exist=True)


def _metadata(hit: Hit) -> dict[str, Any]:
    article = hit.article
    return {
        "article_id": article.id,
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": float(hit.score),
    }


def _read(asked: Any) -> tuple[str, dict[str, Any]]:
    """Return the question and the options that a chain's input holds."""
    if isinstance(asked, str):
        return asked, {}
    if isinstance(asked, Mapping) and "messages" in asked:
        messages = [_message(message) for message in asked["messages"]]
        return _last_question(messages)
    if isinstance(asked, Mapping) and isinstance(asked.get("question"), str):
        kept = ("history", "since", "until", "sources", "articles", "top_k", "now", "llm")
        return asked["question"], {name: asked[name] for name in kept if name in asked}
    if isinstance(asked, Sequence):
        return _last_question([_message(message) for message in asked])
    raise TypeError(
        f"a question, or a mapping with 'question' or 'messages', is needed, not {asked!r:.80}"
    )


def _last_question(messages: list[dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    while messages and messages[-1]["role"] != "user":
        messages.pop()
    if not messages:
        raise TypeError("the messages hold no question of a user")
    return str(messages[-1]["content"]), {"history": messages[:-1]}


def _message(message: Any) -> dict[str, Any]:
    if isinstance(message, Mapping):
        return {"role": message.get("role", "user"), "content": message.get("content", "")}
    if isinstance(message, tuple):
        return {"role": _ROLES.get(message[0], message[0]), "content": message[1]}
    text = getattr(message, "text", None)
    kind = getattr(message, "type", "user")
    content = str(text) if isinstance(text, str) else getattr(message, "content", "")
    return {"role": _ROLES.get(kind, kind), "content": content}
