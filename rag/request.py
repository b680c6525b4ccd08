"""A question as it is to be answered, and the time that answering takes."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.archive import in_engine
from index.filters import Filters
from index.text.validate import whole
from rag.errors import QuestionError
from rag.query.plan import check
from rag.settings import RagSettings

if TYPE_CHECKING:
    from rag.llm.call import Cancel


ARCHIVE = "archive"
"""In place of the asker's day: that of the archive's newest article."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question with everything that was said about how to answer it; it can be asked.

    Attributes:
        question: as typed, without characters that are no text.
        filters: limits that the asker set.
        history: earlier turns, in any of the forms that conversation reads.
        now: the asker's day.
        llm: PROVIDER:MODEL of a chat model; None for none.
        settings: of answering.
        cancel: looked at between steps; once set, nothing more is begun.
    """

    question: str
    filters: Filters
    history: Sequence[Any]
    now: date
    llm: str | None
    settings: RagSettings
    cancel: Cancel | None = None

    def __post_init__(self) -> None:
        """Take out what is no text.

        Raises:
            QuestionError: the question is empty or too long, or the filters contradict themselves.
        """
        object.__setattr__(self, "question", whole(self.question))
        check(self.question, self.filters)


@dataclass
class Clock:
    """What each stage took, in order.

    Attributes:
        spent: milliseconds by stage.
        laps: each stretch of a stage, with its seconds of `time.perf_counter`.
        began: seconds at the start.
        last: seconds at the last mark.
    """

    spent: dict[str, float] = field(default_factory=dict)
    laps: list[tuple[str, float, float]] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)
    last: float = field(default_factory=time.perf_counter)

    def mark(self, stage: str) -> None:
        """Book the time since the last mark on a stage."""
        now = time.perf_counter()
        self.spent[stage] = round(self.spent.get(stage, 0.0) + (now - self.last) * 1000, 3)
        self.laps.append((stage, self.last, now))
        self.last = now

    def total(self) -> dict[str, float]:
        """Return what every stage took, and the whole."""
        return self.spent | {"total": round((time.perf_counter() - self.began) * 1000, 3)}


DEFAULT_INDEX = ".dateline"


def index_folder(index: str | Path | None) -> Path | str:
    """Return where the index is: the place given, else `$DATELINE_INDEX`, else `.dateline`.

    The address of an engine stays the string that it is.
    """
    place = index or os.environ.get("DATELINE_INDEX") or DEFAULT_INDEX
    return str(place) if in_engine(place) else Path(place)


def read_day(value: str | date | None, name: str) -> date | None:
    """Return a day that a caller gives; None for none.

    Args:
        value: a date or YYYY-MM-DD.
        name: what it is called in an error.

    Raises:
        QuestionError: it is none.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise QuestionError(f"{name} is a date such as 2025-12-16, not {value!r}") from None
