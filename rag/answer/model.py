"""The answer and everything that led to it; its JSON form is a contract."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.answer.short import Short


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(_Frozen):
    """One sentence of an answer, with the numbers of the citations that support it.

    Attributes:
        text: its words, without markers.
        citations: numbers of the citations that say it, as in its markers.
        support: how well they say it, 0..1; 1 for words of the archive.
        origin: "extract" (word for word from the archive), "model" (a language model's words,
            checked) or "verdict" (yes or no, or which side is more, said by what it cites).
        check: "verified", "unverified" or "contradicted", of a language model's words; null of
            the archive's own.
        why: why they are not verified; "" otherwise.
        day: when it happened, in a story: a day, a month ("2025-03") or a year; else null.
    """

    text: str
    citations: list[int]
    support: float = Field(ge=0.0, le=1.0)
    origin: str = "extract"
    check: Literal["verified", "unverified", "contradicted"] | None = None
    why: str = ""
    day: str | None = None


class Citation(_Frozen):
    """An address into a stored article; `article.text[start:end] == quote`.

    Attributes:
        n: its number in the answer's markers, from 1.
        article_id: the article that it is of.
        title: its headline.
        date: day of publication; null when unknown.
        source: outlet.
        url: address of the original.
        start: first character of the quote, an offset into the article's text.
        end: one past the last character.
        quote: the words there.
        author: byline.
    """

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

    def stands_in(self, text: str) -> int | None:
        """Return where the quote stands in a text: where it was cited if it still does, else first.

        Args:
            text: of the cited article, as it is now.

        Returns:
            An offset; None where it stands nowhere, or is empty.
        """
        if not self.quote:
            return None
        if text[self.start : self.end] == self.quote:
            return self.start
        start = text.find(self.quote)
        return start if start >= 0 else None


class PassageView(_Frozen):
    """A retrieved passage as shown: its rank from 1, its fused score, its place and words.

    Attributes:
        rank: place in the list, from 1.
        score: what it was ordered by; higher is better, comparable within one answer only.
        article_id: the article that it is of.
        title: its headline.
        date: day of publication; null when unknown.
        source: outlet.
        start: first character, an offset into the article's text.
        end: one past the last character.
        text: the words there.
        also: ids of other articles with the same origin.
    """

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
    """The filters that were in force.

    Attributes:
        since: first day; null for no limit.
        until: last day, inclusive.
        sources: outlets; empty for all.
        articles: ids of the only articles that were read; empty for all.
        origin: "asker" or "question", whoever set the limits; null where there are none.
    """

    since: date | None = None
    until: date | None = None
    sources: list[str] = Field(default_factory=list)
    articles: list[str] = Field(default_factory=list)
    origin: str | None = None


class Headline(_Frozen):
    """A nearest article, offered when the archive does not answer.

    Attributes:
        article_id: its id.
        title: its headline.
        date: day of publication; null when unknown.
        source: outlet.
    """

    article_id: str
    title: str
    date: date | None
    source: str | None


class Near(_Frozen):
    """The sentence that comes nearest when the archive does not answer; it is no answer.

    `article.text[start:end] == text`, as for a citation.

    Attributes:
        text: its words.
        article_id: the article that it is of.
        title: its headline.
        date: day of publication; null when unknown.
        source: outlet.
        start: first character, an offset into the article's text.
        end: one past the last character.
    """

    text: str
    article_id: str
    title: str
    date: date | None
    source: str | None
    start: int
    end: int


class Disagreement(_Frozen):
    """What cited sources say differently.

    Attributes:
        kind: "conflict" or "correction".
        about: what they differ on.
        sides: numbers of the citations, the preferred (newer) first for a correction.
        values: what each side says, in the same order.
    """

    kind: str
    about: str
    sides: list[int]
    values: list[str]


class Answer(_Frozen):
    """An answer from the archive.

    Attributes:
        question: as it was asked.
        standalone_question: what was answered: the question with what a follow-up leaves out.
        answer: the sentences with their markers, "… [1] … [2]"; a notice when abstained.
        abstained: the archive does not answer.
        reason: why not, in a sentence; null unless abstained.
        sentences: what is said, in order.
        citations: where it is said.
        passages: what was read, best first.
        as_of: day of the newest article that is cited; null where none has one.
        filters: limits in force, whoever set them.
        generation: state of the archive that was asked.
        models: names of the models that took part, by what they did; null where none did.
        timings_ms: milliseconds by stage, and in total.
        short: the words that answer, a slice of a cited article; null when abstained.
        form: of the answer that was asked for: "verdict", "list", "latest", "comparison",
            "quotation", "definition", "reason" or "fact".
        verdict: "yes", "no" or "unclear", of a question that asks whether; null for others.
        confidence: calibrated probability that the answer is right, 0..1.
        headlines: nearest articles, when abstained.
        near: the sentence that comes nearest, when abstained and there is one; no answer.
        disagreements: what cited sources say differently.
        changes: what the check changed in a language model's words, one line each.
        notices: what a reader should know ("the model did not answer in time, …").
        usage: what a language model took: tries, tokens, cost where prices are set.
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
    short: Short | None = None
    form: str = "fact"
    verdict: Literal["yes", "no", "unclear"] | None = None
    confidence: float = 0.0
    headlines: list[Headline] = Field(default_factory=list)
    near: Near | None = None
    disagreements: list[Disagreement] = Field(default_factory=list)
    changes: list[str] = Field(default_factory=list)
    notices: list[str] = Field(default_factory=list)
    usage: dict[str, Any] = Field(default_factory=dict)

    @property
    def text(self) -> str:
        """The answer as shown, markers included."""
        return self.answer
