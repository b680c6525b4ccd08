"""A question as a file asks it, and its answer in one row."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from rag.answer.model import Answer, Citation


@dataclass(frozen=True, slots=True)
class Question:
    """A row of a file of questions.

    Attributes:
        text: the question.
        since: first day of the articles that may be cited, as written; "" for no limit.
        until: last day.
        source: outlet that may be cited; "" for all.
        place: where in the file it stands ("row 7"), for messages.
    """

    text: str
    since: str = ""
    until: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An answer in one row; what there is none of is empty.

    Attributes:
        question: as asked.
        answer: its sentences with their markers.
        short: the words that answer, a slice of the quote's article.
        quote: the sentence that says it, word for word.
        outlet: of the quoted article.
        date: its day, YYYY-MM-DD.
        title: its headline.
        link: its address.
        confidence: that the answer is right, 0..1.
        refusal: why there is no answer, or why the question could not be asked.
        as_of: day of the newest article that is cited.
        article_id: the quoted article.
        start: first character of the quote, an offset into the article's text.
        end: one past the last character.
    """

    question: str
    answer: str = ""
    short: str = ""
    quote: str = ""
    outlet: str = ""
    date: str = ""
    title: str = ""
    link: str = ""
    confidence: float | None = None
    refusal: str = ""
    as_of: str = ""
    article_id: str = ""
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, answer: Answer) -> Row:
        """Return an answer's row; its quote is the one that the short answer stands in."""
        if answer.abstained:
            return cls(
                answer.question,
                confidence=round(answer.confidence, 4),
                refusal=answer.reason or answer.answer,
            )
        cited = _cited(answer)
        return cls(
            question=answer.question,
            answer=answer.answer,
            short=str(answer.short or ""),
            quote=cited.quote,
            outlet=cited.source or "",
            date=cited.date.isoformat() if cited.date else "",
            title=cited.title,
            link=cited.url or "",
            confidence=round(answer.confidence, 4),
            as_of=answer.as_of.isoformat() if answer.as_of else "",
            article_id=cited.article_id,
            start=cited.start,
            end=cited.end,
        )

    def cells(self) -> dict[str, str | float | int | None]:
        """Return its cells by the names of their columns."""
        return asdict(self)


COLUMNS = tuple(each.name for each in fields(Row))


def _cited(answer: Answer) -> Citation:
    wanted = answer.short.citation if answer.short else answer.citations[0].n
    return next((each for each in answer.citations if each.n == wanted), answer.citations[0])
