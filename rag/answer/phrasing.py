"""The words of an answer, each sentence checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rag.answer.citations import Citations
from rag.answer.leaning import holding
from rag.answer.model import Sentence
from rag.answer.short import Short
from rag.read.rank import logistic
from rag.types import Evidence

if TYPE_CHECKING:
    from rag.llm.cost import Spending
    from rag.llm.leash import Said


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What the wording of an answer came to.

    Attributes:
        sentences: in order; empty when a model gave nothing that holds.
        changes: what the check changed in a model's words, one line each.
        notices: what a reader should know of the wording.
        usage: what a model took; None where none was asked.
    """

    sentences: list[Sentence] = field(default_factory=list)
    changes: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    usage: Spending | None = None


def extract(item: Evidence, citations: Citations) -> Sentence:
    """Return an evidence sentence as a sentence of the answer, word for word.

    Its support is how surely the reader finds an answer to the question in it: that a quotation
    is one says nothing.
    """
    sure = round(logistic(item.reader), 4)
    return Sentence(text=item.text, citations=[citations.number(item)], support=sure, day=item.day)


def ruling(
    words: str,
    by: Sequence[Evidence],
    sure: float,
    chosen: Sequence[Evidence],
    citations: Citations,
) -> Sentence:
    """Return a verdict as a sentence of the answer, citing what decides it.

    Args:
        words: the verdict.
        by: the sentences that decide.
        sure: how surely, 0..1.
        chosen: the sentences of the answer, which those that decide are among.
        citations: gives numbers to what is cited.
    """
    numbers = dict.fromkeys(citations.number(holding(item, chosen)) for item in by)
    return Sentence(text=words, citations=list(numbers), support=round(sure, 4), origin="verdict")


def short_answer(item: Evidence, citations: Citations) -> Short | None:
    """Return the words of a sentence that answer; None where the sentence is not cited."""
    number = citations.known(item)
    if number is None or not item.short:
        return None
    return Short(item.short, number, *item.span)


def phrased(said: Said, offered: Sequence[Evidence], citations: Citations) -> Sentence:
    """Return a model's checked sentence as a sentence of the answer.

    Args:
        said: the sentence.
        offered: the evidence that the model was given, which its citations count.
        citations: gives numbers to them.
    """
    numbers = [citations.number(offered[i]) for i in said.evidence]
    return Sentence(
        text=said.text,
        citations=list(dict.fromkeys(numbers)),
        support=round(min(max(said.support, 0.0), 1.0), 4),
        origin=said.origin,
        check=said.check,
        why=said.why,
    )
