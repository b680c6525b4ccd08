"""What form of answer a question asks for: a verdict, a list, a quotation."""

from __future__ import annotations

from functools import lru_cache

from rag.language import language_of
from rag.language.forms import Form
from rag.query.answer_type import expected

__all__ = ["Form", "form_of"]

_OF_ONE_VALUE = ("quantity", "time")


@lru_cache(maxsize=64)  # it is asked for at each sentence of the evidence
def form_of(question: str) -> Form:
    """Return the form of answer that a question asks for; "fact" where none is told."""
    for form, pattern in language_of(question).forms.asking:
        if pattern.search(question):
            if form == "definition" and expected(question) in _OF_ONE_VALUE:
                continue
            return form
    return "fact"
