"""How much an answer says: the best sentence, and another only where it is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.text.terms import terms
from rag.language import language_of
from rag.language.forms import Form
from rag.types import Evidence

_SAME_WORDS = 0.92
"""Cosine from which on two sentences are one in other words."""


@dataclass(frozen=True, slots=True)
class Habit:
    """When an answer of a form goes on.

    Attributes:
        enough: it ends once it is this probable that the answer is among its sentences.
        least: no sentence is added that is less probable than this.
        most: sentences at most.
    """

    enough: float
    least: float
    most: int


# Chosen on newsroom questions that the reader was not trained on: with more, a sentence that is
# added is padding more often than it brings the answer. A comparison or list is worth nothing
# without its other side or items.
_ONE_VALUE = Habit(0.6, 0.2, 2)
_HABITS: Mapping[Form, Habit] = {
    "list": Habit(0.9, 0.05, 5),
    "comparison": Habit(0.9, 0.05, 3),
    "quotation": Habit(0.6, 0.2, 2),
    "reason": Habit(0.8, 0.15, 3),
}


def said(form: Form, evidence: Sequence[Evidence], limit: int) -> list[Evidence]:
    """Return the sentences of an answer, the best first.

    A sentence whose answering words stand in one that was taken before adds nothing to it, and
    makes what was taken as much more probable. A list ends with a sentence that enumerates.

    Args:
        form: of the answer.
        evidence: sentences, best first; at least one.
        limit: sentences at most, whatever the form.
    """
    habit = _HABITS.get(form, _ONE_VALUE)
    taken = [evidence[0]]
    among = evidence[0].score
    for item in evidence[1:]:
        if (
            len(taken) >= min(limit, habit.most)
            or among >= habit.enough
            or item.score < habit.least
        ):
            break
        if form == "list" and enumerates(taken[-1]):
            break
        among += item.score
        if not repeats(item, taken):
            taken.append(item)
    return taken


def enumerates(item: Evidence) -> bool:
    """Return whether a sentence names several things beside each other."""
    forms = language_of(item.text, item.hit.article.language).forms
    return forms.enumeration.search(item.text) is not None


def repeats(item: Evidence, taken: Sequence[Evidence]) -> bool:
    """Return whether a sentence says what one of some others says."""
    own = item.vector
    if any(item.text == one.text or float(own @ one.vector) > _SAME_WORDS for one in taken):
        return True
    short = f" {' '.join(terms(item.short))} "
    return short.strip() != "" and any(short in f" {' '.join(terms(one.text))} " for one in taken)
