"""What may answer a question in a language that neither the rules nor the models know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language import Language, language_of
from rag.types import Hit

# Of the ten unrelated Korean questions of `tests/rag/answer/test_unknown_language.py` the highest
# has 0.25 of its words in an article there, of the related ones the lowest 0.67.
_ENOUGH = 0.6
# A word in another form shares half of its pairs of letters, where letters are indexed in pairs.
_SAME_WORD = 0.5
_WORD = re.compile(r"[^\W_]+")


def in_its_words(question: str, language: Language, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the passages that may answer a question.

    That is all of them in a language that is known. In another, what is near by its vector says
    little, and only passages count that have the question's own words.

    Args:
        question: its words.
        language: of the question.
        hits: passages, best first.
    """
    if language.known:
        return hits
    return [hit for hit in hits if _share(question, hit) >= _ENOUGH]


def _share(question: str, hit: Hit) -> float:
    language = language_of(question, hit.article.language)
    return share_found(question, f"{hit.article.title}\n{hit.text}", language)


def share_found(question: str, text: str, language: Language) -> float:
    """Return the share of a question's words that a text has, function words left out, 0..1."""
    from index.text.terms import terms

    present = frozenset(terms(text, language.code))
    words = [word for word in _WORD.findall(question) if word not in language.words.function]
    bare = [language.words.endings.sub("", word) or word for word in words]
    wanted = [word for word in bare if word not in language.words.function]
    found = [
        word in text if len(word) == 1 else _has(frozenset(terms(word, language.code)), present)
        for word in wanted
    ]
    return sum(found) / len(found) if found else 0.0


def _has(word: frozenset[str], present: frozenset[str]) -> bool:
    return bool(word) and len(word & present) >= _SAME_WORD * len(word)
