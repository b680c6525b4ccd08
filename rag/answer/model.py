"""The answer and everything that led to it; its JSON form is a contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(_Frozen):
    """One sentence of an answer, with the numbers of the citations that support it.

    `origin` says where the words come from: "extract" (word for word from the archive) or
    "model" (a language model's words, checked).
    """

    text: str
    citations: list[int]
    support: float = Field(ge=0.0, le=1.0)
    origin: str = "extract"


class Citation(_Frozen):
    """An address into a stored article; `article.text[start:end] == quote`."""

    n: int
    article_id: str
    title: str
    date: date | None
    source: str | None
    url: str | None
    start: int
    end: int
    quote: str
    author: str | None = None
    also: list[str] = Field(
        default_factory=list,
        description="ids of other articles with the same origin (a wire story's other outlets)",
    )


class PassageView(_Frozen):
    """A retrieved passage as shown: its rank from 1, its fused score, its place and words."""

    rank: int
    score: float
    article_id: str
    title: str
    date: date | None
    source: str | None
    start: int
    end: int
    text: str
    also: list[str] = Field(default_factory=list)


class FiltersView(_Frozen):
    """The filters that were in force; `origin` says whether the asker set them or the question."""

    since: date | None = None
    until: date | None = None
    sources: list[str] = Field(default_factory=list)
    origin: str | None = None


class Headline(_Frozen):
    """A nearest article, offered when the archive does not answer."""

    article_id: str
    title: str
    date: date | None
    source: str | None


class Disagreement(_Frozen):
    """What cited sources say differently: `kind` is "conflict" or "correction".

    `sides` are the citation numbers, the preferred (newer) first for a correction.
    """

    kind: str
    about: str
    sides: list[int]
    values: list[str]


class Answer(_Frozen):
    """An answer from the archive.

    Attributes:
        answer: the sentences with their markers, "… [1] … [2]"; a notice when abstained.
        confidence: calibrated probability that the answer is right, 0..1.
        changes: what the check changed in a language model's words, one line each.
        notices: what a reader should know ("the model did not answer in time, …").
    """

    question: str
    standalone_question: str
    answer: str
    abstained: bool
    reason: str | None
    sentences: list[Sentence]
    citations: list[Citation]
    passages: list[PassageView]
    as_of: date | None
    filters: FiltersView
    generation: int
    models: dict[str, str | None]
    timings_ms: dict[str, float]
    confidence: float = 0.0
    headlines: list[Headline] = Field(default_factory=list)
    disagreements: list[Disagreement] = Field(default_factory=list)
    changes: list[str] = Field(default_factory=list)
    notices: list[str] = Field(default_factory=list)
    usage: dict[str, Any] = Field(default_factory=dict)

    @property
    def text(self) -> str:
        """The answer as shown, markers included."""
        return self.answer
