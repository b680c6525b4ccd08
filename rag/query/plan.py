"""A question understood: what it asks, of what, of when, of whom."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.filters import Filters
from rag.dates.period import Period, event_period, read_period
from rag.errors import QuestionError
from rag.language import Language, language_of
from rag.query.answer_type import expected
from rag.query.asked import Asked, inverse_frequency
from rag.query.clauses import clauses, compares
from rag.query.form import Form, form_of
from rag.query.sides import sides
from rag.settings import RagSettings

if TYPE_CHECKING:
    from index.archive import Index
    from index.article import Article
    from index.encode.base import Float32

LONGEST_QUESTION = 2_000
_SQUEEZE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question will be answered.

    Attributes:
        asked: the whole question.
        parts: its clauses, when it has several.
        outlets: outlets of the archive that it names, lower-cased and squeezed.
        part_outlets: the same, for each part.
        filters: limits that the asker set.
        period: what the question itself says of time, if anything.
        comparing: it sets things against each other, so several articles should be heard.
        present: it has words that ask of the present.
        now: the asker's day.
        opposed: its parts are two sides that it sets against each other.
        told: the clauses of a question of two sides.
    """

    asked: Asked
    parts: tuple[Asked, ...]
    outlets: frozenset[str]
    part_outlets: tuple[frozenset[str], ...]
    filters: Filters
    period: Period | None
    comparing: bool
    present: bool
    now: date
    opposed: bool = False
    told: tuple[Asked, ...] = ()

    @property
    def language(self) -> Language:
        """The language that the question is in."""
        return language_of(self.asked.text)

    @property
    def form(self) -> Form:
        """The form of answer that it asks for."""
        found = form_of(self.asked.text)
        return "comparison" if found == "fact" and self.comparing else found

    @property
    def to_search(self) -> Plan:
        """The plan as passages are looked for: of a comparison its clauses, not its sides.

        What speaks of one side alone is seldom about the matter: over 72 comparisons of news,
        few of which have clauses, 50 are answered so, and 46 where each side is looked for too;
        over the 219 questions of multihop-rag-500-a (a half of MultiHop-RAG, Tang and Yang 2024)
        nDCG@10 is .880 with clauses, .869 with sides and .867 with neither.
        """
        if not self.opposed:
            return self
        return replace(self, parts=self.told, part_outlets=(), comparing=False)

    @property
    def current(self) -> bool:
        """It asks of the present and names no other time, so newer articles are preferred."""
        return self.present and self.period is None


def squeeze(name: str) -> str:
    """Return a name in lower case with all but letters and digits turned into single blanks."""
    return _SQUEEZE.sub(" ", name).strip().lower()


def outlet(article: Article) -> str:
    """Return an article's outlet as the plan of a question names it; "" where it is not known."""
    return squeeze(article.source or "")


def check(question: str, filters: Filters) -> str:
    """Return a question's words with single blanks between them.

    Raises:
        QuestionError: the question is empty or too long, or the filters contradict themselves.
    """
    text = " ".join(question.split())
    if not text:
        raise QuestionError("the question is empty; ask something, in a sentence or a few words")
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(text)} characters; shorten it to {LONGEST_QUESTION}"
        )
    if filters.since and filters.until and filters.since > filters.until:
        raise QuestionError(
            f"no day is both since {filters.since} and until {filters.until}; swap the two dates"
        )
    return text


def understand(
    question: str,
    archive: Index,
    *,
    filters: Filters,
    now: date,
    settings: RagSettings,
    parts: Sequence[str] = (),
    vector: Float32 | None = None,
) -> Plan:
    """Read a question.

    Args:
        question: as typed, standing by itself.
        archive: whose words and outlets it is read against.
        filters: limits that the asker set; a date limit set here wins over one in the question.
        now: the asker's day, which "last week" is relative to.
        settings: of answering.
        parts: the questions that it consists of, where they are known; else its clauses.
        vector: the question's embedding by the archive's model, where it is known.

    Raises:
        QuestionError: the question is empty or too long, or the filters contradict themselves.
    """
    text = check(question, filters)
    period = None
    if settings.question_dates and not (filters.since or filters.until):
        period = read_period(text, now)
    known = _outlets(archive)
    opposed = [] if parts else sides(text)
    comparing = compares(text) or len(_named(text, known)) > 1 or bool(opposed)
    parts = list(parts) or opposed or clauses(text)
    texts = [text, *parts, *(clauses(text) if opposed else ())]
    known_vectors = [] if vector is None else [vector]
    unknown = texts[len(known_vectors) :]
    vectors = [*known_vectors, *(archive.encoder.encode_texts(unknown) if unknown else ())]
    asked = [_ask(words, vector, archive) for words, vector in zip(texts, vectors, strict=True)]
    named = [_named(words, known) for words in [text, *parts]]
    return Plan(
        asked=asked[0],
        parts=tuple(asked[1 : 1 + len(parts)]),
        outlets=named[0],
        part_outlets=tuple(named[1:]),
        filters=filters,
        period=period,
        comparing=comparing,
        present=bool(language_of(text).questions.current.search(text)),
        now=now,
        opposed=bool(opposed),
        told=tuple(asked[1 + len(parts) :]),
    )


def anchor(plan: Plan, archive: Index, settings: RagSettings) -> Plan:
    """Return a plan with the period of "since the summit" and its like, looked up in the archive.

    A plan whose question says itself which time it means, or for which the asker set one, and any
    other plan, comes back as it is.

    Args:
        plan: the question understood.
        archive: where the event is looked up.
        settings: of answering; `question_dates` turns this off.
    """
    if plan.period or plan.filters.since or plan.filters.until or not settings.question_dates:
        return plan
    period = event_period(plan.asked.text, plan.now, archive)
    return replace(plan, period=period) if period else plan


@functools.lru_cache(maxsize=8)
def _function_terms(language: Language) -> frozenset[str]:
    from index.text.terms import terms

    return frozenset(terms(" ".join(sorted(language.words.function))))


def content_terms(terms: Sequence[str], language: Language) -> list[str]:
    """Return terms without those of function words; all of them when nothing else is left."""
    ignored = _function_terms(language)
    kept = [term for term in terms if term not in ignored]
    return kept or list(terms)


def _ask(text: str, vector: Float32, archive: Index) -> Asked:
    terms = tuple(content_terms(archive.terms(text), language_of(text)))
    total = archive.passage_count
    frequencies = archive.document_frequencies(list(dict.fromkeys(terms)))
    weights = {term: inverse_frequency(often, total) for term, often in frequencies.items()}
    highest = inverse_frequency(0, total)
    rarity = sum(weights.values()) / (len(weights) * highest) if weights else 0.0
    return Asked(text, expected(text), terms, weights, vector, rarity)


@dataclass(frozen=True, slots=True)
class _Outlets:
    """The outlets of one generation, squeezed."""

    names: frozenset[str]


def _outlets(archive: Index) -> frozenset[str]:
    """Return the archive's outlets, squeezed; looked up once a generation."""

    def look_up() -> _Outlets:
        return _Outlets(frozenset(squeeze(name) for name in archive.sources() if name))

    return archive.cached(_Outlets, look_up).names


def _named(text: str, outlets: frozenset[str]) -> frozenset[str]:
    ending = language_of(text).words.endings
    words = f" {squeeze(' '.join(ending.sub('', word) for word in text.split()))} "
    return frozenset(name for name in outlets if name and f" {name} " in words)
