"""Stars, notes and collections, as the page shows and changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.archive import in_engine
from index.article import Article
from rag.notes.model import Note
from rag.notes.store import Desk, Shown
from ui.backend import Backend


@dataclass(frozen=True, slots=True)
class Kept:
    """What a reader keeps.

    Attributes:
        collections: names with the ids of their articles.
        notes: with their places now, the oldest first.
        articles: those of the collections and notes that are in the archive, by id.
    """

    collections: Mapping[str, Sequence[str]]
    notes: Sequence[Shown]
    articles: Mapping[str, Article]


def kept(backend: Backend) -> Kept:
    """Return all that is kept; an engine keeps nothing of its readers.

    Raises:
        NoteError: the file cannot be read.
    """
    if in_engine(backend.folder):
        return Kept({}, (), {})
    archive = backend.index()
    desk = Desk(archive)
    collections = {each.name: each.articles for each in desk.collections()}
    notes = desk.notes()
    ids = [one for each in collections.values() for one in each]
    ids += [each.note.article_id for each in notes]
    return Kept(collections, notes, archive.articles_of(list(dict.fromkeys(ids))))


def keep(backend: Backend, fields: Mapping[str, Any]) -> Note | None:
    """Keep what the form under an article says: a star or note on its words, its collection.

    Returns:
        The note, None where the article was only put into a collection.

    Raises:
        NoteError: there is nothing to keep, or the words are not in the article.
        ArticleNotFoundError: there is no such article.
        EngineError: an engine holds the archive.
    """
    desk = Desk(backend.index())
    article = str(fields.get("article") or "")
    name = str(fields.get("collection") or "").strip()
    text, star = str(fields.get("note") or "").strip(), bool(fields.get("star"))
    if name:
        desk.collect(name, [article])
        if not (text or star):
            return None
    near = str(fields.get("near") or "")
    return desk.note_words(
        article,
        str(fields.get("words") or "").strip(),
        text,
        near=int(near) if near.isdecimal() else 0,
        star=star,
        collection=name,
    )


def forget(backend: Backend, number: int) -> None:
    """Delete a note.

    Raises:
        NoteError: there is none of this number.
    """
    Desk(backend.index()).forget(number)


def drop(backend: Backend, name: str, article: str = "") -> None:
    """Take an article out of a collection, or delete the collection where none is named.

    Raises:
        NoteError: there is no such collection.
    """
    Desk(backend.index()).drop(name, [article] if article else [])


def scope(backend: Backend, name: str) -> list[str]:
    """Return the articles of a collection that questions can be asked of.

    Raises:
        NoteError: there is no such collection, or nothing of it is left.
    """
    return Desk(backend.index()).articles(name)
