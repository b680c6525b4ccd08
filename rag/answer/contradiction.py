"""Where sources contradict each other: figures, days and names, old against new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from index.archive import Index
from index.article import Article
from rag.answer.citations import Citations
from rag.answer.model import Disagreement, Sentence
from rag.answer.values import Value, differ, value_of
from rag.language import language_of
from rag.query.plan import Plan
from rag.types import Evidence

# Log-odds of the reader from which a sentence is a side of a disagreement: over 875 newsroom
# questions that it was not trained on 90 in 100 of the best readings that are right have more, and
# 59 of those that are wrong. Of a name it must be surer, since one matter has many.
_SURE = -0.5
_SURE_OF_NAMES = 2.0
# … and it holds this share of the probability of an answer. Of 300 newsroom questions of training
# without a disagreement eleven showed one, six with this and the cosine below; the true ones that
# are found have .035 and more, and a cosine of .67.
_LEAST_SHARE = 0.02
_FIRST_FEW = 3
_SHARE_OF_BEST = 0.45
# … and it speaks of the same matter (cosine with the best sentence).
_SAME_MATTER = 0.55
_SAME_MATTER_OF_NAMES = 0.6
# Figures of one day's reports conflict; later ones replace earlier ones.
_SAME_NEWS_DAYS = 3
# A count that only grows is newer in any later hour; outlets of one hour heard of it differently.
_SAME_HOUR = timedelta(hours=1)
_MOST_SIDES = 3
# "Dimes cost 5.8 cents, quarters 14.7 cents and half dollars 34 cents" is a list.
_SEVERAL = 3
# Forms of answer that give more than one value, of which one does not contradict another.
_SEVERAL_VALUES = ("list", "comparison")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Evidence sentences that say different things of one matter.

    Attributes:
        kind: "correction" when a newer article replaces what an older one said, else "conflict".
        about: the question.
        sides: one sentence a side, the preferred first.
        values: what each side says.
    """

    kind: Literal["conflict", "correction"]
    about: str
    sides: tuple[Evidence, ...]
    values: tuple[str, ...]

    def shown(self, citations: Citations, sentences: Sequence[Sentence]) -> Disagreement | None:
        """Return it as the answer shows it; None when a side was not said in the end."""
        said = {n for sentence in sentences for n in sentence.citations}
        numbers = [citations.known(item) for item in self.sides]
        if not all(number in said for number in numbers):
            return None
        return Disagreement(
            kind=self.kind,
            about=self.about,
            sides=[number for number in numbers if number is not None],
            values=list(self.values),
        )


def contradictions(plan: Plan, evidence: Sequence[Evidence], archive: Index) -> list[Contradiction]:
    """Return the contradictions among the best evidence; empty when there is none.

    Two sentences contradict each other when the reader surely finds an answer in both, they come
    from articles of different origins, speak of the same matter, and the answers are values that
    cannot both be right.

    Args:
        plan: the question; those that expect a figure, a day, a person or a place are looked at.
        evidence: sentences, best first.
        archive: tells which articles have one origin.
    """
    if not evidence or plan.comparing or plan.form in _SEVERAL_VALUES:
        return []
    sides = _sides(plan, evidence, archive)
    if len(sides) < 2:
        return []
    if _replaces(plan, sides):
        ordered = sorted(
            sides,
            key=lambda side: (side[0].hit.article.date or plan.now, side[1].amount or 0.0),
            reverse=True,
        )
        kind: Literal["conflict", "correction"] = "correction"
    else:
        ordered, kind = sides, "conflict"
    return [
        Contradiction(
            kind,
            plan.asked.text,
            tuple(item for item, _ in ordered),
            tuple(value.text for _, value in ordered),
        )
    ]


def with_sides(
    chosen: Sequence[Evidence], against: Sequence[Contradiction], limit: int
) -> list[Evidence]:
    """Return the sentences of an answer with every side of each contradiction among them.

    To make room the sentences that are no side go, the last first.
    """
    result = list(chosen)
    for contradiction in against:
        sides = {item.address for item in contradiction.sides}
        there = {item.address for item in result}
        result += [item for item in contradiction.sides if item.address not in there]
        for item in reversed(chosen):
            if len(result) > limit and item.address not in sides:
                result = [kept for kept in result if kept.address != item.address]
        if contradiction.kind == "correction":
            newest = contradiction.sides[0].hit.article.id
            result.sort(key=lambda item: item.hit.article.id != newest)
    return result


def _sides(
    plan: Plan, evidence: Sequence[Evidence], archive: Index
) -> list[tuple[Evidence, Value]]:
    """Return the best sentence of each value that is given, the best of all first."""
    first = _first(plan, evidence)
    if first is None:
        return []
    best, value = first
    if plan.form == "latest" and value.kind == "name":
        return []  # who it was before contradicts nobody
    sides = [first]
    for item in evidence:
        if len(sides) == _MOST_SIDES:
            break
        if item is best or item.score < _LEAST_SHARE:
            continue
        if item.reader < (_SURE_OF_NAMES if value.kind == "name" else _SURE):
            continue
        other = value_of(plan.asked, item)
        if other is None or not _same_matter(item, best, value) or _of_another_year(item, plan):
            continue
        if _lists(item, other):
            continue
        if all(
            _other_origin(item, taken, archive)
            and differ(other, given)
            and not _holds(item.text, given)
            and not _holds(taken.text, other)
            for taken, given in sides
        ):
            sides.append((item, other))
    return sides


def _first(plan: Plan, evidence: Sequence[Evidence]) -> tuple[Evidence, Value] | None:
    """Return the best sentence that gives a value, of those about as good as the best of all."""
    for item in evidence[:_FIRST_FEW]:
        if item.reader < _SURE or item.score < _SHARE_OF_BEST * evidence[0].score:
            return None
        value = value_of(plan.asked, item)
        if value is not None:
            return item, value
    return None


def _of_another_year(item: Evidence, plan: Plan) -> bool:
    """Return whether a sentence speaks of a year that is neither its article's nor asked about."""
    day = item.hit.article.date
    years = set(_YEAR.findall(item.text)) - set(_YEAR.findall(plan.asked.text))
    return day is not None and bool(years - {str(day.year)})


def _lists(item: Evidence, value: Value) -> bool:
    """Return whether a sentence gives several figures of a value's unit, each of its own thing."""
    return value.unit != "" and item.hit.terms[item.place].count(value.unit) >= _SEVERAL


def _same_matter(item: Evidence, best: Evidence, value: Value) -> bool:
    """Return whether two sentences speak of one matter; of names more is asked than of figures."""
    least = _SAME_MATTER_OF_NAMES if value.kind == "name" else _SAME_MATTER
    return float(item.vector @ best.vector) >= least


def _other_origin(item: Evidence, other: Evidence, archive: Index) -> bool:
    one, two = item.hit.article.id, other.hit.article.id
    return one != two and two not in archive.also(one)


def _holds(sentence: str, value: Value) -> bool:
    """Return whether a sentence gives a value too, beside its own."""
    return value.text.lower() in sentence.lower()


def _replaces(plan: Plan, sides: Sequence[tuple[Evidence, Value]]) -> bool:
    """Return whether the newest side replaces the others."""
    if _grows(plan, sides):
        return True
    days = [item.hit.article.date for item, _ in sides]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return False
    newest = max(known)
    newest_side = next(item for item, _ in sides if item.hit.article.date == newest)
    if sum(day == newest for day in known) > 1:
        return False
    article = newest_side.hit.article
    language = language_of(newest_side.hit.text, article.language)
    corrects = bool(language.values.corrects.search(newest_side.hit.text))
    apart = (newest - min(known)).days > _SAME_NEWS_DAYS
    return corrects or apart


def _grows(plan: Plan, sides: Sequence[tuple[Evidence, Value]]) -> bool:
    """Return whether sides give a count that only grows, each higher one in later news."""
    if not plan.language.values.grows.search(plan.asked.text):
        return False
    counts = {value.amount: item.hit.article for item, value in sides}
    known = sorted(amount for amount in counts if amount is not None)
    return len(known) == len(sides) and all(
        _later(counts[more], counts[less]) for less, more in pairwise(known)
    )


def _later(one: Article, other: Article) -> bool:
    """Return whether an article is of a later hour than another, or day where none is known."""
    this, that = one.published, other.published
    if this and that and this.utcoffset() is not None and that.utcoffset() is not None:
        return this - that >= _SAME_HOUR
    return bool(one.date and other.date and one.date > other.date)
