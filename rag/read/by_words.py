"""Reading in a language that the reader was not trained on: by the question's own words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.language import Language
from rag.query.overlap import share_found
from rag.read.base import Reading
from rag.types import Hit

_LEAST, _MOST = 0.02, 0.98


def read_by_words(question: str, language: Language, hits: Sequence[Hit]) -> list[list[Reading]]:
    """Return each passage's sentences as readings, those with most of the question's words first.

    A reading's span is its whole sentence, its score the log-odds of the share of words.

    Args:
        question: any question.
        language: of the question.
        hits: the passages.
    """
    return [_sentences(question, language, hit) for hit in hits]


def _sentences(question: str, language: Language, hit: Hit) -> list[Reading]:
    text = hit.article.text
    spans = hit.passage.sentences
    shares = [share_found(question, text[start:end], language) for start, end in spans]
    total = sum(shares) or 1.0
    found = []
    for (start, end), share in zip(spans, shares, strict=True):
        bounded = min(max(share, _LEAST), _MOST)
        odds = math.log(bounded / (1.0 - bounded))
        found.append(Reading(hit, start, end, (start, end), odds, share / total))
    return sorted(found, key=lambda reading: -reading.score)
