"""What a saved question has to tell."""

from __future__ import annotations

import datetime as calendar
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["answer", "changed", "figure", "correction", "contradiction", "article"]

SAID: dict[Kind, str] = {
    "answer": "There is an answer now",
    "changed": "The answer has changed",
    "figure": "There is a newer figure",
    "correction": "It was corrected",
    "contradiction": "Sources disagree",
    "article": "There is a new article",
}


class Alert(BaseModel):
    """Something new about a saved question.

    Attributes:
        name: of the saved question.
        kind: "answer" where there was none, "changed" or "figure" where there was another,
            "correction" and "contradiction" where sources differ now, "article" for a search.
        question: its text.
        text: what is new, in a line: the short answer, the two sides, a headline.
        before: what was told before; "" where nothing was.
        quote: the sentence that says it.
        article_id: the article that it stands in.
        title: its headline.
        source: its outlet.
        date: its day.
        url: its address.
        start: first character of the quote, an offset into the article's text.
        end: one past the last character.
        generation: state of the archive.
        at: when it was found, UTC.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    name: str
    kind: Kind
    question: str
    text: str
    before: str = ""
    quote: str = ""
    article_id: str
    title: str
    source: str | None = None
    date: calendar.date | None = None
    url: str | None = None
    start: int = 0
    end: int = 0
    generation: int
    at: calendar.datetime

    def line(self) -> str:
        """Return it in one line for a person."""
        where = ", ".join(str(each) for each in (self.source, self.date) if each)
        before = f" (before: {self.before})" if self.before else ""
        return f"{self.name}: {SAID[self.kind]}: {self.text}{before} [{where or self.article_id}]"
