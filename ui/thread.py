"""A conversation as the browser keeps it and hands it back with every question."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.answer.model import Answer
from rag.types import Turn

_log = logging.getLogger(__name__)

NAME_LENGTH = 80
MOST = 1000
"""Exchanges that are read of one conversation, the latest."""


class Asked(BaseModel):
    """What the asker set beside the words of a question.

    Attributes:
        as_of: answer as on the evening of this day, from what had been published by then.
        any_date: do not read a date range from the words of the question.
        articles: ids of the only articles to read; empty for all.
        scope: what these articles are, in words.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    since: date | None = None
    until: date | None = None
    sources: list[str] = Field(default_factory=list)
    as_of: date | None = None
    any_date: bool = False
    articles: list[str] = Field(default_factory=list)
    scope: str = ""

    @classmethod
    def read(cls, fields: Any) -> Asked:
        """Return what a form of the page says; a field that is not a date is left out."""
        given = fields if isinstance(fields, dict) else {}
        sources = given.get("source") or []
        only = given.get("articles")
        only = only if isinstance(only, dict) and isinstance(only.get("ids"), list) else {}
        return cls(
            since=_day(given.get("since")),
            until=_day(given.get("until")),
            as_of=_day(given.get("as_of")),
            sources=[str(each) for each in sources] if isinstance(sources, list) else [],
            articles=[str(each) for each in only.get("ids", ())],
            scope=str(only.get("name") or ""),
        )


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


class Exchange(BaseModel):
    """A question with its answer.

    Attributes:
        asked: what was set beside the words.
        stopped: the asker did not wait for the end.
        failed: why it came to no end; empty where it did.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    asked: Asked = Field(default_factory=Asked)
    answer: Answer
    stopped: bool = False
    failed: str = ""

    @property
    def until(self) -> date | None:
        """The last day that the answer was limited to; one that "as of" alone set is left out."""
        used = self.answer.filters.until
        return self.asked.until if used is not None and used == self.asked.as_of else used


class Thread(BaseModel):
    """A conversation: its number in the browser's store, its name, and what was said."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    name: str = ""
    exchanges: list[Exchange] = Field(default_factory=list)

    @classmethod
    def read(cls, value: Any) -> Thread:
        """Return a conversation from what a browser sent.

        An exchange that this version cannot read is left out; anything else unreadable is an
        empty conversation.
        """
        if not isinstance(value, dict):
            return cls()
        exchanges = []
        given = value.get("exchanges")
        for item in given[-MOST:] if isinstance(given, list) else ():
            try:
                exchanges.append(Exchange.model_validate(item))
            except ValidationError:
                _log.debug("an exchange that cannot be read is left out")
                continue
        return cls(
            id=str(value.get("id") or ""),
            name=str(value.get("name") or "")[:NAME_LENGTH],
            exchanges=exchanges,
        )

    def dump(self) -> dict[str, Any]:
        """Return the conversation as JSON data."""
        return self.model_dump(mode="json")

    def before(self, number: int) -> Thread:
        """Return the conversation up to an exchange, which is left out."""
        return self.model_copy(update={"exchanges": self.exchanges[: max(number, 0)]})

    def branch(self, number: int) -> Thread:
        """Return a new conversation that begins as this one up to an exchange.

        This one stays as it is, with all that was said after.
        """
        name = self.name if number > 0 else ""
        return self.before(number).model_copy(update={"id": "", "name": name})

    def edited(self, number: int | None) -> Thread:
        """Return the conversation that an edited question goes on from.

        One edited in the middle begins a new conversation, so that what followed it stays in this;
        the last one is replaced.

        Args:
            number: place of the question that is edited; None where none is.
        """
        if number is None:
            return self
        last = number == len(self.exchanges) - 1
        return self.before(number) if last else self.branch(number)

    def plus(self, exchange: Exchange) -> Thread:
        """Return the conversation with one more exchange; the first one names it."""
        name = self.name or " ".join(exchange.question.split())[:NAME_LENGTH]
        return self.model_copy(update={"exchanges": [*self.exchanges, exchange], "name": name})

    def again(self, number: int, asked: Asked) -> tuple[str, Asked, Thread]:
        """Return how an exchange is asked again with other filters.

        The last exchange is replaced; an earlier one is asked anew at the end, in the words
        in which it was understood. A date that was read from the question and taken away is
        not read from it again.

        Args:
            number: the exchange's place, from 0.
            asked: its filters, as its chips now are.

        Returns:
            The question, its filters, and the conversation before it.

        Raises:
            IndexError: the conversation has no such exchange.
        """
        said = self.exchanges[number]
        limited = bool(said.answer.filters.since or said.until)
        freed = limited and not (asked.since or asked.until)
        changes: dict[str, Any] = {
            "any_date": said.asked.any_date or freed,
            "articles": said.asked.articles,
            "scope": said.asked.scope,
        }
        if said.asked.as_of is None and asked.as_of == said.answer.as_of:
            changes["as_of"] = None
        asked = asked.model_copy(update=changes)
        if number == len(self.exchanges) - 1:
            return said.question, asked, self.before(number)
        return said.answer.standalone_question or said.question, asked, self

    def turns(self) -> list[Turn]:
        """Return what `rag` wants to know of the conversation so far."""
        return [
            Turn(
                question=exchange.question,
                answer="" if exchange.answer.abstained else exchange.answer.answer,
                standalone=exchange.answer.standalone_question,
                short=exchange.answer.short or "",
            )
            for exchange in self.exchanges
        ]
