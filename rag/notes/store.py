"""Collections and notes, in a file of the index folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, Field, ValidationError

from index.archive import Index
from index.errors import ArticleNotFoundError
from index.folder.disk import replace
from rag.errors import NoteError
from rag.notes.anchor import AROUND, Anchor, anchored
from rag.notes.model import Collection, Note

NAME = "desk.json"
_NAME = re.compile(r"[^\W_][\w .-]{0,59}")
_WAIT = 30.0


class _Desk(BaseModel):
    collections: list[Collection] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    last: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A note with its place in the article as it is now.

    Attributes:
        note: as it was made.
        anchor: where its passage stands now; lost where the article is gone, too.
        quote: the words there now; those of before where it is lost.
    """

    note: Note
    anchor: Anchor
    quote: str


class Desk:
    """The collections and notes of an archive's reader."""

    def __init__(self, archive: Index) -> None:
        """Read and write those of an archive that exists."""
        self._archive = archive
        self._path = archive.folder / NAME

    def collections(self) -> list[Collection]:
        """Return the collections in the order in which they were made."""
        return self._read().collections

    def collection(self, name: str) -> Collection:
        """Return one by its name.

        Raises:
            NoteError: there is none.
        """
        known = self._read().collections
        found = next((each for each in known if each.name == name), None)
        if found is None:
            names = ", ".join(each.name for each in known) or "there are none"
            raise NoteError(f"there is no collection {name!r} ({names})")
        return found

    def articles(self, name: str) -> list[str]:
        """Return the ids of a collection's articles that are in the archive.

        Raises:
            NoteError: there is no such collection, or nothing of it is left.
        """
        found = [each for each in self.collection(name).articles if each in self._archive]
        if not found:
            raise NoteError(f"the collection {name!r} has no article that is in the archive")
        return found

    def collect(self, name: str, ids: Sequence[str]) -> Collection:
        """Add articles to a collection, which is made where there is none.

        Raises:
            NoteError: it cannot be called so.
            ArticleNotFoundError: there is no such article; nothing is added.
        """
        if not _NAME.fullmatch(name):
            raise NoteError(f"{name!r} is not a name: letters, digits, spaces and . - _, up to 60")
        whole = [self._archive.whole_id(each) for each in ids]
        with self._writing() as desk:
            known = next((each for each in desk.collections if each.name == name), None)
            if known is None:
                known = Collection(name=name)
                desk.collections.append(known)
            known.articles = list(dict.fromkeys([*known.articles, *whole]))
            return known

    def drop(self, name: str, ids: Sequence[str] = ()) -> None:
        """Take articles out of a collection, or the collection itself where none is named.

        Raises:
            NoteError: there is no such collection.
        """
        self.collection(name)
        with self._writing() as desk:
            for each in desk.collections:
                if each.name == name:
                    each.articles = [one for one in each.articles if one not in ids]
            if not ids:
                desk.collections = [each for each in desk.collections if each.name != name]

    def note(
        self,
        article_id: str,
        start: int,
        end: int,
        text: str = "",
        *,
        star: bool = False,
        collection: str = "",
    ) -> Note:
        """Make a note on a passage.

        Args:
            article_id: the article.
            start: first character of the passage.
            end: one past the last character.
            text: the remark.
            star: whether to star it.
            collection: that it belongs to; it must exist.

        Raises:
            ArticleNotFoundError: there is no such article.
            NoteError: the passage is not in it, or there is nothing to keep.
        """
        article = self._archive.article(article_id)
        if not 0 <= start < end <= len(article.text):
            raise NoteError(f"{start} to {end} is no passage of {article_id}")
        if not text and not star:
            raise NoteError("write a remark, or star the passage")
        if collection:
            self.collection(collection)
        with self._writing() as desk:
            desk.last += 1
            made = Note(
                number=desk.last,
                article_id=article.id,
                start=start,
                end=end,
                quote=article.text[start:end],
                before=article.text[max(0, start - AROUND) : start],
                after=article.text[end : end + AROUND],
                sha256=article.sha256,
                text=text,
                star=star,
                collection=collection,
                at=datetime.now(UTC),
            )
            desk.notes.append(made)
        return made

    def note_words(
        self,
        article_id: str,
        words: str = "",
        text: str = "",
        *,
        near: int = 0,
        star: bool = False,
        collection: str = "",
    ) -> Note:
        """Make a note on words of an article; see `note`.

        Args:
            article_id: the article, or the beginning of its id.
            words: the passage; "" for the first line.
            text: the remark.
            near: where the words stand, when they stand in several places.
            star: whether to star it.
            collection: that it belongs to; it must exist.

        Raises:
            ArticleNotFoundError: there is no such article.
            NoteError: the article does not say the words, or there is nothing to keep.
        """
        article = self._archive.article(self._archive.whole_id(article_id))
        passage = words or article.text.partition("\n")[0]
        found = anchored(article.text, passage, near)
        if found.state == "lost":
            raise NoteError(f"the article {article.id} does not say {words!r}")
        return self.note(article.id, found.start, found.end, text, star=star, collection=collection)

    def notes(self, collection: str = "", article_id: str = "") -> list[Shown]:
        """Return the notes with their places now, those of a collection or article if named."""
        return [
            self._shown(each)
            for each in self._read().notes
            if collection in ("", each.collection) and article_id in ("", each.article_id)
        ]

    def forget(self, number: int) -> None:
        """Delete a note.

        Raises:
            NoteError: there is none of this number.
        """
        with self._writing() as desk:
            if not any(each.number == number for each in desk.notes):
                raise NoteError(f"there is no note {number}; `dateline note list` shows them")
            desk.notes = [each for each in desk.notes if each.number != number]

    def _shown(self, note: Note) -> Shown:
        try:
            article = self._archive.article(note.article_id)
        except ArticleNotFoundError:
            return Shown(note, Anchor("lost", note.start, note.end), note.quote)
        anchor = anchored(
            article.text, note.quote, note.start, before=note.before, after=note.after
        )
        lost = anchor.state == "lost"
        return Shown(note, anchor, note.quote if lost else article.text[anchor.start : anchor.end])

    def _read(self) -> _Desk:
        try:
            return _Desk.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return _Desk()
        except (OSError, ValidationError) as error:
            raise NoteError(
                f"{self._path} cannot be read ({type(error).__name__}); mend or delete it"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[_Desk]:
        lock = FileLock(Path(f"{self._path}.lock"), timeout=_WAIT)
        try:
            with lock:
                desk = self._read()
                yield desk
                replace(self._path, desk.model_dump_json() + "\n")
        except Timeout as error:
            raise NoteError(f"{lock.lock_file} is held by another process; try again") from error
        except OSError as error:
            raise NoteError(f"{self._path} cannot be written ({error.strerror})") from error
