"""ALCE's citation quality (Gao et al. 2023, arXiv:2305.14627), with any judge of entailment.

Recall: a sentence is supported when its citations together entail it. Precision: a citation
counts unless it is irrelevant, that is, it does not entail the sentence alone and the others
entail it without it; citations of a sentence that is not supported do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

Judge: TypeAlias = Callable[[str, str], bool]
"""Whether a text (second) says what a sentence (first) says."""

Cited: TypeAlias = tuple[str, Sequence[str]]
"""A sentence and the texts that it cites."""


def citation_quality(sentences: Sequence[Cited], judge: Judge) -> tuple[float, float | None]:
    """Return recall over sentences and precision over citations.

    Precision is None when nothing is cited.

    Args:
        sentences: of one answer.
        judge: of entailment.

    Raises:
        ValueError: there is no sentence.
    """
    if not sentences:
        raise ValueError("citation quality needs at least one sentence")
    supported = 0
    right = 0
    citations = 0
    for sentence, texts in sentences:
        citations += len(texts)
        if not texts or not judge(sentence, " ".join(texts)):
            continue
        supported += 1
        right += sum(_relevant(sentence, texts, place, judge) for place in range(len(texts)))
    return supported / len(sentences), right / citations if citations else None


def _relevant(sentence: str, texts: Sequence[str], place: int, judge: Judge) -> bool:
    if len(texts) == 1 or judge(sentence, texts[place]):
        return True
    others = [text for number, text in enumerate(texts) if number != place]
    return not judge(sentence, " ".join(others))
