"""ROUGE-L: the longest common subsequence of words (Lin 2004, W04-1013)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.metrics.normal import tokens


def rouge_l(text: str, answers: Iterable[str]) -> float:
    """Return the best ROUGE-L F1 over the gold answers, on words normalised as SQuAD does."""
    said = tokens(text)
    return max((_one(said, tokens(answer)) for answer in answers), default=0.0)


def _one(said: Sequence[str], gold: Sequence[str]) -> float:
    common = common_subsequence(said, gold)
    if common == 0:
        return 0.0
    precision, recall = common / len(said), common / len(gold)
    return 2 * precision * recall / (precision + recall)


def common_subsequence(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for word in left:
        before = 0
        for place, other in enumerate(right, start=1):
            held = row[place]
            row[place] = before + 1 if word == other else max(row[place], row[place - 1])
            before = held
    return row[-1]
