"""What passes from step to step between a question and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from index.article import Article, Passage
from index.filters import Filters

if TYPE_CHECKING:
    from index.encode.base import Float32
    from rag.dates.period import Period

Role: TypeAlias = Literal["evidence", "antecedent", "sequel"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation.

    Attributes:
        question: what was asked, as typed.
        answer: what was answered, as shown (may be empty).
        standalone: the question as it was understood, when a follow-up was rewritten.
        short: the words of the answer that answer (may be empty).
    """

    question: str
    answer: str = ""
    standalone: str = ""
    short: str = ""


def _no_vectors() -> Float32:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was retrieved, with what was read of it.

    Attributes:
        passage: where it is.
        article: the article it belongs to.
        score: the fused score that the list is ordered by, higher is better.
        scores: each retriever's own score, by its name: "dense" is the cosine with the question,
            "lexical" BM25, 0 where that retriever did not find it.
        terms: each sentence's analysed terms.
        title_terms: the title's analysed terms.
        vectors: of its sentences, a unit vector a row, shape (sentences, dimension).
        also: ids of the other articles that share its place, since they have one origin.
    """

    passage: Passage
    article: Article
    score: float
    scores: dict[str, float] = field(default_factory=dict)
    terms: tuple[tuple[str, ...], ...] = field(default=(), repr=False, compare=False)
    title_terms: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    vectors: Float32 = field(default_factory=_no_vectors, repr=False, compare=False)
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The passage's words, sliced from its article."""
        return self.article.text[self.passage.start : self.passage.end]

    @property
    def sentences(self) -> list[str]:
        """Each sentence's words, sliced from its article."""
        return [self.article.text[start:end] for start, end in self.passage.sentences]

    @property
    def present(self) -> frozenset[str]:
        """Every term of the passage and its title."""
        return self.title_terms.union(*self.terms)


@dataclass(frozen=True, slots=True)
class Scope:
    """The limits that a search kept to.

    Attributes:
        filters: what might be found, the question's period among it.
        period: the part of it that the question itself named.
        passed: a period that the question names and that was looked beyond, since the archive
            does not answer within it.
    """

    filters: Filters
    period: Period | None = None
    passed: Period | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages that a search found within its limits.

    Attributes:
        hits: passages, best first, one place for each story when origins are collapsed.
        scope: the limits.
    """

    hits: list[Hit]
    scope: Scope


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article that may answer the question.

    Attributes:
        hit: the retrieved passage it stands in.
        start: first character, an offset into the article's text.
        end: one past the last character.
        score: probability that it is this sentence, given that one of those read answers, 0..1.
        span: first character and one past the last of the words in it that answer.
        reader: the reader's log-odds that these words answer, against that nothing does.
        leans: it opens with a word that points back ("he", "this").
        day: when it happened, in a story: a day, a month or a year; None elsewhere.
        role: "evidence" says something itself; an "antecedent" is what evidence points back to,
            a "sequel" the quotation that it leads up to.
    """

    hit: Hit
    start: int
    end: int
    score: float
    span: tuple[int, int] = (0, 0)
    reader: float = 0.0
    leans: bool = False
    role: Role = "evidence"
    day: str | None = None

    @property
    def text(self) -> str:
        """The sentence, sliced from its article."""
        return self.hit.article.text[self.start : self.end]

    @property
    def short(self) -> str:
        """The words in it that answer, sliced from its article."""
        return self.hit.article.text[slice(*self.span)]

    @property
    def address(self) -> tuple[str, int, int]:
        """What no other sentence of the archive shares: article id, start and end."""
        return self.hit.article.id, self.start, self.end

    def holds(self, other: Evidence) -> bool:
        """Return whether another sentence stands in this one's words."""
        return (
            self.hit.article.id == other.hit.article.id
            and self.start <= other.start
            and other.end <= self.end
        )

    @property
    def place(self) -> int:
        """Which sentence of its passage it is, from 0."""
        return self.hit.passage.sentences.index((self.start, self.end))

    @property
    def vector(self) -> Float32:
        """Its embedding, unit length."""
        vector: Float32 = self.hit.vectors[self.place]
        return vector


@dataclass(frozen=True, slots=True)
class Findings:
    """What the archive has to say to a question within the limits of a search.

    Attributes:
        result: the search.
        evidence: sentences that may answer, best first.
        confidence: calibrated probability that the best of them answers, 0..1.
        answered: whether that is enough to answer.
        absent: a name or year of the question that the best evidence's article does not have.
        unsaid: a quotation of the question that no article has.
        denied: the sentence that contradicts what the question takes for granted.
        sides: of a comparison, the sentences that answer each side, best first.
    """

    result: SearchResult
    evidence: list[Evidence]
    confidence: float
    answered: bool
    absent: str | None = None
    unsaid: str | None = None
    denied: Evidence | None = None
    sides: tuple[list[Evidence], ...] = ()
