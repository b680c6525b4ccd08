"""Questions with what is known of their answers, and the articles they are asked of."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from index.article import Article


@dataclass(frozen=True, slots=True)
class Fact:
    """A gold sentence and the article it stands in."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what is known of its answer.

    Attributes:
        id: stable name within its set.
        text: as asked.
        answers: gold answers, any of which will do.
        relevant: grade (above 0) of each article that bears on it, by id or address.
        answerable: whether the archive tells it.
        type: kind of question, as its set names it; empty when it has none.
        now: the asker's clock, where the question depends on it.
        since: first day of the period that is meant.
        until: last day of it, inclusive.
        fake: the wrong answer that poisoned documents give.
        facts: gold sentences.
        sides: (figure, article) of each telling that differs; both should be named.
        history: earlier questions of the conversation.
        draft: made by a machine and not yet read by a person.
        note: what a reader left with it.
    """

    id: str
    text: str
    answers: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    answerable: bool = True
    type: str = ""
    now: date | None = None
    since: date | None = None
    until: date | None = None
    fake: str | None = None
    facts: tuple[Fact, ...] = ()
    sides: tuple[tuple[str, str], ...] = ()
    history: tuple[str, ...] = ()
    draft: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set of questions, with its corpus where it brings one.

    Attributes:
        name: short name, as a report shows it.
        questions: in the order of their file.
        articles: the corpus; None when the questions are asked of an archive that exists.
        kinds: kind of a document by id, where the set names one ("counterfactual").
        path: where it was loaded from.
    """

    name: str
    questions: tuple[Question, ...]
    articles: tuple[Article, ...] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None

    def head(self, limit: int | None) -> Dataset:
        """Return the set with at most `limit` questions, spread evenly over the file."""
        if limit is None or limit >= len(self.questions):
            return self
        step = len(self.questions) / limit
        kept = tuple(self.questions[int(number * step)] for number in range(limit))
        return replace(self, questions=kept)

    def without(self, kind: str) -> Dataset:
        """Return the set with the documents of one kind taken out of the corpus."""
        if self.articles is None:
            return self
        kept = tuple(one for one in self.articles if self.kinds.get(one.id) != kind)
        return replace(self, name=f"{self.name} without {kind}", articles=kept)

    def renamed(self, names: Mapping[str, str]) -> Dataset:
        """Return the set with articles called by other names; those not in `names` keep theirs."""

        def found(name: str) -> str:
            return names.get(name, name)

        return replace(
            self,
            questions=tuple(
                replace(
                    one,
                    relevant={found(name): grade for name, grade in one.relevant.items()},
                    facts=tuple(Fact(found(fact.article), fact.text) for fact in one.facts),
                    sides=tuple((figure, found(name)) for figure, name in one.sides),
                )
                for one in self.questions
            ),
        )

    def path_name(self) -> str:
        """Return the name as part of a file name."""
        return re.sub(r"[^\w.-]+", "-", self.name).strip("-") or "set"

    def corpus_digest(self) -> str:
        """Return the hex SHA-256 over the corpus: ids, titles, dates, outlets and texts."""
        digest = hashlib.sha256()
        for one in self.articles or ():
            row = [one.id, one.title, str(one.date), one.source, one.url, one.sha256]
            digest.update(json.dumps(row, ensure_ascii=False).encode())
        return digest.hexdigest()

    def question_digest(self) -> str:
        """Return the hex SHA-256 over the questions and all that is known of their answers."""
        digest = hashlib.sha256()
        for one in self.questions:
            row = asdict(replace(one, relevant=dict(one.relevant)))
            digest.update(json.dumps(row, ensure_ascii=False, default=str).encode())
        return digest.hexdigest()


def addresses(dataset: Dataset, known: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return the id of each article that a set names by its address.

    Args:
        dataset: questions whose `relevant`, `facts` and `sides` may name ids or addresses.
        known: (id, address) of each article of the archive.
    """
    pairs = list(known)
    ids = {article for article, _ in pairs}
    by_address = {address.rstrip("/"): article for article, address in pairs if address}
    named: set[str] = set()
    for one in dataset.questions:
        named.update(one.relevant, (fact.article for fact in one.facts))
        named.update(article for _, article in one.sides)
    found = {name: by_address.get(name.rstrip("/")) for name in sorted(named - ids)}
    return {name: article for name, article in found.items() if article is not None}


def missing(dataset: Dataset, ids: Iterable[str]) -> list[str]:
    """Return the relevant articles of answerable questions that the archive does not have."""
    known = set(ids)
    wanted = {name for one in dataset.questions if one.answerable for name in one.relevant}
    return sorted(wanted - known)
