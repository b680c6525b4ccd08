"""A dossier written from the page: answers, quotations and notes with a bibliography."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rag.answer.model import Answer
from rag.dossier.model import made
from rag.dossier.write import writer_for
from rag.errors import NoteError
from rag.events import Done
from rag.notes.store import Desk
from ui.backend import Backend
from ui.thread import Asked, Thread

KINDS = (".docx", ".pdf", ".md")
MOST = 50
"""Questions that are asked for a dossier."""


def write(
    backend: Backend, fields: Mapping[str, Any], thread: Thread, llm: str | None = None
) -> tuple[str, str, bytes]:
    """Return a dossier's title, its ending and its bytes.

    Args:
        backend: the archive.
        fields: of the form: title, collection, questions (one a line), conversation, kind.
        thread: the conversation, whose answers go in where the form says so.
        llm: PROVIDER:MODEL that phrases the answers; None takes the backend's own.

    Raises:
        NoteError: there is nothing for it, or too much; the PDF lacks letters for it.
        DatelineError: a question cannot be asked.
    """
    kind = str(fields.get("kind") or "")
    writing = writer_for(Path(f"dossier{kind}"))
    desk = Desk(backend.index())
    collection = str(fields.get("collection") or "").strip()
    if collection:
        desk.collection(collection)
    lines = str(fields.get("questions") or "").splitlines()
    questions = [line.strip() for line in lines if line.strip()]
    if len(questions) > MOST:
        raise NoteError(f"{len(questions)} questions are too many for a dossier; ask {MOST}")
    answers = [each.answer for each in thread.exchanges] if fields.get("conversation") else []
    scope = desk.articles(collection) if collection and questions else []
    answers += _answered(backend, questions, scope, llm)
    notes = desk.notes(collection)
    if not answers and not notes:
        raise NoteError("there is nothing for a dossier yet: note something, or ask a question")
    title = str(fields.get("title") or "").strip() or collection or "Dossier"
    return title, kind, writing(made(backend.index(), title, answers, notes))


def _answered(
    backend: Backend, questions: Sequence[str], articles: Sequence[str], llm: str | None
) -> list[Answer]:
    asked = Asked(articles=list(articles))
    return [
        event.answer
        for question in questions
        for event in backend.stream(question, asked, llm=llm)
        if isinstance(event, Done)
    ]
