"""A brief: the story so far, in dated lines of the archive's own words."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from rag.answer.model import Citation, FiltersView, Headline


class BriefLine(BaseModel):
    """One development: a sentence, word for word, and the day of what it tells.

    Attributes:
        day: when it happened: a day, a month ("2025-03") or a year ("2018"); null when unknown.
        stated: the sentence itself names that day; else it is the day of its article.
        text: its words, those of the first citation's quote.
        citations: number of the citation that says it; behind it that of the sentence that sets
            its article right, where there is one.
        corrected: its article says that an earlier version, or another report, was wrong.
        articles: how many articles of different origins tell it.
    """

    model_config = ConfigDict(extra="forbid")

    day: str | None
    stated: bool
    text: str
    citations: list[int]
    corrected: bool = False
    articles: int = 1


class Brief(BaseModel):
    """The story so far of a topic, in the order of its days.

    Attributes:
        topic: what it is about.
        lines: one for each development, oldest first; empty where the archive has no such story.
        citations: where the lines stand, in the order of their numbers.
        reason: why there are no lines; null where there are some.
        headlines: the nearest articles, when there are no lines.
        as_of: day of the newest article that is cited; null where none has one.
        filters: limits in force.
        read: how many articles the lines were chosen from.
        generation: state of the archive that was asked.
    """

    model_config = ConfigDict(extra="forbid")

    topic: str
    lines: list[BriefLine] = Field(default_factory=list)
    citations: list[Citation] = Field(default_factory=list)
    reason: str | None = None
    headlines: list[Headline] = Field(default_factory=list)
    as_of: date | None = None
    filters: FiltersView
    read: int
    generation: int
