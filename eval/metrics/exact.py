"""Exact match after SQuAD's normalisation."""

from __future__ import annotations

from collections.abc import Iterable

from eval.metrics.normal import normalise


def exact_match(text: str, answers: Iterable[str]) -> float:
    """Return 1 when the text and a gold answer are the same once normalised, else 0."""
    words = normalise(text)
    return float(any(words == normalise(answer) for answer in answers))
