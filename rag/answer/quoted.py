"""Whether the archive has the words that a question puts into somebody's mouth."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language import language_of
from rag.query.plan import Plan
from rag.support.facts import normal
from rag.types import Hit

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4
"""Of a quotation; fewer may be a title."""


def unsaid(plan: Plan, hits: Sequence[Hit]) -> str | None:
    """Return the quotation of a question that no article has; None where one has it.

    An article that has it word for word is among those found, since its words are the question's.

    Args:
        plan: the question; only one that asks for a quotation or who said it is looked at.
        hits: passages that were found.
    """
    if plan.form != "quotation":
        return None
    for match in language_of(plan.asked.text).forms.quoted.finditer(plan.asked.text):
        words = " ".join(match["words"].strip(" .,!?").split())
        if len(words.split()) >= _FEWEST_WORDS and not _said(words, hits):
            return words
    return None


def _said(words: str, hits: Sequence[Hit]) -> bool:
    wanted = _words(words)
    return any(wanted in _words(hit.article.text) for hit in hits)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(normal(text)))} "
