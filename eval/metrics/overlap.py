"""F1 over the words that an answer shares with a gold answer, as SQuAD computes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from eval.metrics.normal import tokens


def f1(text: str, answers: Iterable[str]) -> float:
    """Return the best F1 over the gold answers, 0..1."""
    return max((_one(tokens(text), tokens(answer)) for answer in answers), default=0.0)


def _one(said: list[str], gold: list[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    shared = sum((Counter(said) & Counter(gold)).values())
    if shared == 0:
        return 0.0
    precision, recall = shared / len(said), shared / len(gold)
    return 2 * precision * recall / (precision + recall)
