"""Saved questions and searches, and what changed since, as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rag.errors import SavedError
from rag.saved import Alert, Saved, Store, save
from rag.saved.after import after_commit
from ui.backend import Backend

_SHOWN = 10
"""The newest alerts of one question that are shown; the feed has more."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A saved question with what it told, the newest first."""

    saved: Saved
    alerts: list[Alert] = field(default_factory=list)


def waiting(backend: Backend) -> list[Waiting]:
    """Return what is saved, in the order in which it was; an archive that is none has nothing.

    Raises:
        SavedError: the files cannot be read.
        EngineError: an engine holds the archive.
    """
    if not len(backend.index()):
        return []
    store = Store(backend.folder)
    told: dict[str, list[Alert]] = {}
    for alert in store.alerts():
        told.setdefault(alert.name, []).append(alert)
    return [Waiting(each, told.get(each.name, [])[:_SHOWN]) for each in store.all()]


def keep(backend: Backend, fields: Mapping[str, Any]) -> Saved:
    """Save what a form says; only a terminal can give it a hook.

    Raises:
        SavedError: there are no words, or its name is taken, or none.
        QuestionError: it cannot be asked.
        DatelineError: the search cannot be read.
    """
    text = " ".join(str(fields.get("text") or "").split())
    if not text:
        raise SavedError("there is nothing to save; type a question or words to search for")
    kind = "search" if fields.get("kind") == "search" else "question"
    name = str(fields.get("name") or "").strip()
    return save(backend.index(), Store(backend.folder), Saved(name=name, text=text, kind=kind))


def forget(backend: Backend, name: str) -> None:
    """Save a question no longer; what it told stays in the feed.

    Raises:
        SavedError: nothing is saved so.
    """
    Store(backend.folder).remove(name)


def look(backend: Backend) -> tuple[int, list[str]]:
    """Run all over what is new; return how many alerts there are, and what went wrong.

    Raises:
        SavedError: the files cannot be read or written.
    """
    run, problems = after_commit(backend.index())
    return len(run.alerts), problems


def feed(backend: Backend) -> str:
    """Return what saved questions told, as a feed (Atom).

    Raises:
        SavedError: the files cannot be read.
        EngineError: an engine holds the archive.
    """
    from rag.saved.atom import atom

    return atom(Store(backend.folder).alerts())
