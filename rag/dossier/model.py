"""A dossier: its parts in order, and the works that they cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from index.archive import Index
from index.errors import ArticleNotFoundError
from rag.answer.model import Answer
from rag.notes.store import Shown

Kind: TypeAlias = Literal["heading", "text", "quote", "remark"]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a dossier.

    Attributes:
        kind: what it is.
        text: its words.
        works: numbers of the works it cites.
    """

    kind: Kind
    text: str
    works: tuple[int, ...] = ()

    @property
    def marked(self) -> str:
        """Its words with the marks of its works, a quotation in quotation marks."""
        words = f"“{self.text}”" if self.kind == "quote" else self.text
        return words + "".join(f" [{n}]" for n in self.works)


@dataclass(frozen=True, slots=True)
class Work:
    """A cited article, as a bibliography names it."""

    article_id: str
    title: str
    source: str | None
    date: date | None
    url: str | None
    author: str | None

    def line(self) -> str:
        """Return its entry: author, title, outlet, day, address."""
        day = self.date.isoformat() if self.date else "no date"
        parts = [self.author, self.title, self.source, day, self.url]
        return ". ".join(each.rstrip(".") for each in parts if each) + "."


@dataclass(slots=True)
class Dossier:
    """What a reader hands on.

    Attributes:
        title: of the whole.
        parts: paragraphs in order.
        works: the bibliography; a work's number is its place from 1.
    """

    title: str
    parts: list[Part] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)

    def cite(self, work: Work) -> int:
        """Return a work's number; one that was cited before keeps its own."""
        for number, each in enumerate(self.works, 1):
            if each.article_id == work.article_id:
                return number
        self.works.append(work)
        return len(self.works)


def made(
    archive: Index, title: str, answers: Sequence[Answer] = (), notes: Sequence[Shown] = ()
) -> Dossier:
    """Return a dossier of answers, each with its quotations, and of notes.

    Args:
        archive: that they are of.
        title: of the dossier.
        answers: as `ask` gave them.
        notes: as `Desk.notes` gives them; a passage that is lost is named so.
    """
    dossier = Dossier(title)
    for answer in answers:
        _add_answer(dossier, answer)
    if notes:
        dossier.parts.append(Part("heading", "Notes"))
    for shown in notes:
        number = dossier.cite(_work_of(archive, shown.note.article_id))
        lost = shown.anchor.state == "lost"
        dossier.parts.append(Part("quote", " ".join(shown.quote.split()), (number,)))
        changed = {"lost": "The article no longer says this. ", "changed": "Changed since. "}
        text = changed.get(shown.anchor.state, "") + shown.note.text
        if text or lost:
            dossier.parts.append(Part("remark", text.strip()))
    return dossier


def _add_answer(dossier: Dossier, answer: Answer) -> None:
    dossier.parts.append(Part("heading", answer.question))
    if answer.abstained:
        dossier.parts.append(Part("text", f"{answer.answer} {answer.reason or ''}".strip()))
        return
    numbers = {
        each.n: dossier.cite(
            Work(each.article_id, each.title, each.source, each.date, each.url, each.author)
        )
        for each in answer.citations
    }
    for sentence in answer.sentences:
        works = tuple(dict.fromkeys(numbers[n] for n in sentence.citations))
        dossier.parts.append(Part("text", sentence.text, works))
    for each in answer.citations:
        dossier.parts.append(Part("quote", " ".join(each.quote.split()), (numbers[each.n],)))


def _work_of(archive: Index, article_id: str) -> Work:
    try:
        article = archive.article(article_id)
    except ArticleNotFoundError:
        return Work(article_id, f"{article_id} (no longer in the archive)", None, None, None, None)
    return Work(
        article.id, article.title, article.source, article.date, article.url, article.author
    )
