"""What passes from step to step between a question and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.article import Article, Passage

if TYPE_CHECKING:
    from index.encode.base import Float32
    from rag.retrieve.features import Read


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation.

    Attributes:
        question: what was asked, as typed.
        answer: what was answered, as shown (may be empty).
        standalone: the question as it was understood, when a follow-up was rewritten.
    """

    question: str
    answer: str = ""
    standalone: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was retrieved.

    Attributes:
        passage: where it is.
        article: the article it belongs to.
        score: the fused score that the list is ordered by, higher is better.
        scores: each retriever's own score, by its name.
    """

    passage: Passage
    article: Article
    score: float
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The passage's words, sliced from its article."""
        return self.article.text[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval gives the reading of evidence.

    Attributes:
        hits: passages, best first, one place for each story when origins are collapsed.
        reads: what was read of each hit.
        vectors: sentence vectors of each hit.
        also: by article id, the other articles that share its place in the list.
    """

    hits: list[Hit]
    reads: list[Read]
    vectors: list[Float32]
    also: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article that may answer the question.

    Attributes:
        hit: the retrieved passage it stands in.
        start: first character, an offset into the article's text.
        end: one past the last character.
        score: how well it answers, 0..1.
        features: what the score was computed from, by name.
    """

    hit: Hit
    start: int
    end: int
    score: float
    features: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence, sliced from its article."""
        return self.hit.article.text[self.start : self.end]
