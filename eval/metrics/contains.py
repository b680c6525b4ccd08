"""Whether a gold answer stands in the answer's text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eval.metrics.normal import normalise, normalise_spaced


def contains(text: str, answers: Iterable[str]) -> float:
    """Return 1 when a gold answer stands in the text as whole words, else 0.

    Both are normalised as SQuAD does. Whole words only: "11" does not stand in "2011". A gold
    answer of which normalisation leaves nothing ("the") is looked for as it is written.
    """
    plain, spaced = normalise(text), normalise_spaced(text)
    for answer in answers:
        gold = normalise(answer)
        if not gold:
            if answer.strip() and _stands(answer.strip().lower(), text.lower()):
                return 1.0
        elif _stands(gold, plain) or _stands(normalise_spaced(answer), spaced):
            return 1.0
    return 0.0


def _stands(words: str, text: str) -> bool:
    if words not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
