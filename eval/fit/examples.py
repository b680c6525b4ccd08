"""Questions run through retrieval, with what is known of their candidates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from eval.metrics.contains import contains
from eval.sets import Question
from index.archive import Index
from index.filters import Filters
from rag.query.plan import Plan, understand
from rag.retrieve.search import search
from rag.settings import RagSettings
from rag.types import Found

_NOW = date(2026, 1, 1)
_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its candidates.

    Attributes:
        set_name: the set it is of.
        question: with its gold.
        plan: the question understood.
        found: the candidates, ordered by the fusion in force.
    """

    set_name: str
    question: Question
    plan: Plan
    found: Found

    @property
    def half(self) -> int:
        """0 or 1, by the hash of the question's id, so that halves are the same everywhere."""
        return hashlib.sha256(f"fit {self.question.id}".encode()).digest()[0] % 2

    def right_passages(self) -> np.ndarray:
        """Return 1.0 for each right hit.

        Where the answer is known a hit is right when it holds it and its article is relevant;
        else when its article is.
        """
        hits = self.found.hits
        holding = np.array([self.right_sentences(i).any() for i in range(len(hits))], np.float32)
        if holding.any():
            return holding
        return np.array([hit.article.id in self.question.relevant for hit in hits], np.float32)

    def right_sentences(self, place: int) -> np.ndarray:
        """Return 1.0 for each sentence of a hit that is relevant and holds the answer."""
        hit, read = self.found.hits[place], self.found.reads[place]
        if hit.article.id not in self.question.relevant:
            return np.zeros(len(read.sentences), np.float32)
        facts = [fact.text for fact in self.question.facts if fact.article == hit.article.id]
        if facts:
            right = [any(words in f or f in words for f in facts) for words in read.sentences]
        else:
            right = [bool(contains(words, self.question.answers)) for words in read.sentences]
        return np.array(right, np.float32)


def examples(
    name: str, archive: Index, questions: Sequence[Question], settings: RagSettings
) -> Iterator[Example]:
    """Yield each question with its candidates from an archive."""
    for question in questions:
        plan = understand(
            question.text,
            archive,
            filters=Filters(),
            now=question.now or _NOW,
            settings=settings.model_copy(update={"question_dates": False}),
        )
        yield Example(name, question, plan, search(archive, plan, Filters(), _DEPTH, settings))
