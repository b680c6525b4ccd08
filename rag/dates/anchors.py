"""The day of an event that a question names without a date, looked up in the archive."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rag.dates.expressions import read_point
from rag.language import Language, language_of
from rag.names import absent

if TYPE_CHECKING:
    from index.archive import Index

_PASSAGES = 12
_AS_GOOD = 0.7
_AS_FITTING = 0.4
_ONE_EVENT_DAYS = 366


def since_event(
    question: str, archive: Index, language: Language
) -> tuple[date | None, date | None, str] | None:
    """Return the first day, the last day and the words of "since the summit" and its like.

    Args:
        question: its words.
        archive: where the event is looked up.
        language: of the question.
    """
    match = language.dates.event.search(question)
    if not match:
        return None
    side = language.dates.sides[match.group("side").lower()]
    opens = side in ("since", "after")
    day = _event_day(question, match.group("event"), archive, first=opens)
    if day is None:
        return None
    if opens:
        return day, None, match.group()
    return None, day if side == "until" else day - timedelta(days=1), match.group()


def _event_day(question: str, event: str, archive: Index, *, first: bool) -> date | None:
    """Return the day of an event as the archive tells it.

    That is the date beside its name in a passage that fits the question well, else the date of
    the best passage's article, or with `first` of the earliest article that tells of it: an inquiry
    speaks of an accident more than the first report does. Articles without the names that the
    question has tell of another event.
    """
    noun = event.split()[-1].lower()
    ranked = archive.lexical(f"{event} {event} {question}", _PASSAGES)
    passages = {passage.id: passage for passage in archive.passages(ranked.ids.tolist())}
    reported: list[date] = []
    best = 0.0
    for place, score in zip(ranked.ids.tolist(), ranked.scores.tolist(), strict=True):
        passage = passages[place]
        article = archive.article(passage.article_id)
        telling = [article.title, *(article.text[a:b] for a, b in passage.sentences)]
        telling = [words for words in telling if noun in words.lower()]
        if article.date is None or not telling or absent(question, article):
            continue
        own = language_of(article.text, article.language)
        stated = next((m for words in telling if (m := own.dates.stated.search(words))), None)
        found = read_point(stated.group(1), article.date, own) if stated else None
        best = best or score
        if found and score >= _AS_GOOD * best:
            return found[0][0]
        if score >= _AS_FITTING * best:
            reported.append(article.date)
    if not reported or not first:
        return reported[0] if reported else None
    return min(day for day in reported if (reported[0] - day).days <= _ONE_EVENT_DAYS)
