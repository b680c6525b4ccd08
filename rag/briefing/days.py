"""On which day something happened that a sentence tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from index.article import Article
from rag.dates.period import days_in

_YEAR = 365
_MONTH = 27
# A day without its year that would lie so far back is one to come ("will end on 10 March").
_TO_COME = timedelta(270)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, as exactly as it is known.

    Attributes:
        first: its first day.
        last: its last day.
        stated: the sentence names it; else it is the day of the article.
    """

    first: date
    last: date
    stated: bool

    def __str__(self) -> str:
        """Return it as a day, a month or a year: 2025-03-18, 2025-03, 2025."""
        length = (self.last - self.first).days
        if length >= _YEAR - 1:
            return f"{self.first:%Y}"
        return f"{self.first:%Y-%m}" if length >= _MONTH else self.first.isoformat()


def moment(sentence: str, article: Article) -> Moment | None:
    """Return when a sentence's news happened; None where neither it nor its article tells.

    Of the times that it names, past ones, the most exact counts, and of those the first. A time
    to come is announced on the day of the article.

    Args:
        sentence: its words.
        article: the one it stands in; "on Monday" is relative to its day.
    """
    if article.date is None:
        return None
    past = [
        span
        for span in days_in(sentence, article.date, article.language)
        if span[0] <= article.date
        and span[1] - span[0] <= timedelta(_YEAR)
        and (article.date - span[0] < _TO_COME or str(span[0].year) in sentence)
    ]
    if not past:
        return Moment(article.date, article.date, stated=False)
    first, last = min(past, key=lambda span: span[1] - span[0])
    return Moment(first, last, stated=True)
