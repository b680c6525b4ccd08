"""BM25 of passages that Milvus found, field by field as the lexical index of a folder has it.

Milvus ranks by one field of words; its scores have a scale of their own (and Milvus Lite's are
negative). What answers are read from compares scores between questions, so they are computed
here from the passages' own words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from index.filters import Filters
from index.lexical.lexicon import WEIGHTS
from index.milvus.rows import FIELDS
from index.milvus.view import View
from index.ranked import Ranked
from index.text.terms import terms

_K1 = 1.2
_B = 0.75
_EXACT = 24
_DEEPER, _MOST_DEEPER = 2, 100
"""Milvus ranks title, outlet and text as one: twice as many more, at most so many, are asked for,
so that the best of ours are among them (the ten of 93 in 100 questions over Reuters, 83 without).
"""


def lexical(
    view: View, query: str, k: int, filters: Filters, weights: Mapping[str, float] | None
) -> Ranked:
    """Return the passages that share terms with a query, by BM25, best first."""
    words = list(dict.fromkeys(terms(query)))
    fields = {name: weight for name, weight in (weights or WEIGHTS).items() if weight > 0}
    if not words or not fields or k < 1:
        return Ranked.empty()
    found = view.matching(" ".join(words), k + min(_DEEPER * k, _MOST_DEEPER), filters)
    if not found:
        return Ranked.empty()
    split = [(one, _by_field(text)) for one, text in found]
    present = [
        f"{field}:{word}"
        for field in fields
        for word in words
        if any(word in parts[field] for _, parts in split)
    ]
    counts = view.frequencies(present)
    total = max(view.manifest.counts.passages, 1)
    scores = np.zeros(len(split), np.float32)
    for place, (_, parts) in enumerate(split):
        for field, weight in fields.items():
            mean = max(view.manifest.lengths.get(field, 0) / total, 1e-6)
            held = parts[field]
            norm = _K1 * (1 - _B + _B * _rounded(len(held)) / mean)
            for word in words:
                often = held.count(word)
                if often:
                    rare = _rarity(total, counts[f"{field}:{word}"])
                    scores[place] += weight * rare * often * (_K1 + 1) / (often + norm)
    ids = np.array([one for one, _ in split], np.int64)
    kept = scores > 0
    return Ranked.best(ids[kept], scores[kept], k)


def _by_field(text: str) -> dict[str, Sequence[str]]:
    parts = text.split("\n")
    return {field: part.split() for field, part in zip(FIELDS, parts, strict=True)}


def _rounded(length: int) -> int:
    """Return a length as tantivy keeps it: four leading bits of what is above 24."""
    above = length - _EXACT
    shift = max(0, above.bit_length() - 4) if above > 0 else 0
    return _EXACT + (above >> shift << shift)


def _rarity(total: int, count: int) -> float:
    count = min(count, total)
    return math.log(1 + (total - count + 0.5) / (count + 0.5))
