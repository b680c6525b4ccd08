"""Figures of an answer's text against gold answers, after SQuAD's normalisation.

Rajpurkar et al. 2016, arXiv:1606.05250.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable
from typing import Literal, TypeAlias

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_REMOVED = str.maketrans("", "", string.punctuation)
_SPACED = str.maketrans(string.punctuation, " " * len(string.punctuation))

Verdict: TypeAlias = Literal["right", "both", "wrong", "neither"]


def normalise(text: str, *, spaced: bool = False) -> str:
    """Return lower case without ASCII punctuation and English articles, blanks made single.

    Args:
        text: to normalise.
        spaced: whether punctuation leaves a blank, so that "Norman's" keeps "norman".
    """
    plain = text.lower().translate(_SPACED if spaced else _REMOVED)
    return " ".join(_ARTICLES.sub(" ", plain).split())


def exact_match(text: str, answers: Iterable[str]) -> float:
    """Return 1 when the text and a gold answer are the same once normalised, else 0."""
    words = normalise(text)
    return float(any(words == normalise(answer) for answer in answers))


def f1(text: str, answers: Iterable[str]) -> float:
    """Return the best F1 over the words shared with a gold answer, 0..1."""
    said = normalise(text).split()
    return max((_shared(said, normalise(answer).split()) for answer in answers), default=0.0)


def _shared(said: list[str], gold: list[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    return 2 * (Counter(said) & Counter(gold)).total() / (len(said) + len(gold))


def contains(text: str, answers: Iterable[str]) -> float:
    """Return 1 when a gold answer stands in the text as whole words, else 0.

    Both are normalised. Whole words only: "11" does not stand in "2011". A gold answer of which
    normalisation leaves nothing ("the") is looked for as it is written.
    """
    plain, spaced = normalise(text), normalise(text, spaced=True)
    for answer in answers:
        gold = normalise(answer)
        if not gold:
            if answer.strip() and _stands(answer.strip().lower(), text.lower()):
                return 1.0
        elif _stands(gold, plain) or _stands(normalise(answer, spaced=True), spaced):
            return 1.0
    return 0.0


def _stands(words: str, text: str) -> bool:
    if words not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def poison_verdict(text: str, answers: Iterable[str], fake: str) -> Verdict:
    """Say which is told: the right answer alone, both, the poisoned documents' alone, neither.

    RGB, Chen et al. 2023, arXiv:2309.01431.
    """
    right, wrong = contains(text, answers) == 1.0, contains(text, [fake]) == 1.0
    if right:
        return "both" if wrong else "right"
    return "wrong" if wrong else "neither"
