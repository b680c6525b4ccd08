"""The day of an event that a question names without a date, looked up in the archive."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rag.points import DATED, read_point

if TYPE_CHECKING:
    from index.archive import Index

_EVENT = re.compile(
    r"\b(?P<side>since|after|before|until)\s+the\s+(?P<event>(?:[\w'’-]+\s+){0,3}?(?:summit|"
    r"election|vote|referendum|talks|strike|walkout|accident|launch|outbreak|earthquake|flood|"
    r"storm|hurricane|fire|blast|final|treaty|agreement|deal|theft|robbery|closure|opening|"
    r"reopening|attack|shooting|trial|verdict|ruling|ceasefire|invasion|coup|collapse|explosion|"
    r"disaster|crash|derailment|landing|signing|funeral|protests?|inauguration|resignation|"
    r"handover|merger))\b",
    re.IGNORECASE,
)
_STATED = re.compile(rf"\bon ({DATED})", re.IGNORECASE)


def since_event(question: str, archive: Index) -> tuple[date | None, date | None, str] | None:
    """Return the first day, the last day and the words of "since the summit" and its like.

    Args:
        question: its words.
        archive: where the event is looked up.
    """
    match = _EVENT.search(question)
    if not match:
        return None
    day = _event_day(question, match.group("event"), archive)
    if day is None:
        return None
    side = match.group("side").lower()
    if side in ("since", "after"):
        return day, None, match.group()
    return None, day if side == "until" else day - timedelta(days=1), match.group()


def _event_day(question: str, event: str, archive: Index) -> date | None:
    """Return the day of an event as the archive tells it.

    That is the date beside its name in the passage that fits the question best, else the date of
    that passage's article.
    """
    noun = event.split()[-1].lower()
    ranked = archive.lexical(f"{event} {event} {question}", 5)
    for passage in archive.passages(ranked.ids.tolist()):
        article = archive.article(passage.article_id)
        if article.date is None:
            continue
        for start, end in passage.sentences:
            words = article.text[start:end]
            if noun not in words.lower():
                continue
            stated = _STATED.search(words)
            found = read_point(stated.group(1), article.date) if stated else None
            return found[0][0] if found else article.date
    return None
