"""From weighed evidence to a cited answer.

The answer and its parts are loaded on first use: importing one step does not load the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.answer.model import (
        Answer,
        Citation,
        Disagreement,
        FiltersView,
        Headline,
        PassageView,
        Sentence,
    )

__all__ = [
    "Answer",
    "Citation",
    "Disagreement",
    "FiltersView",
    "Headline",
    "PassageView",
    "Sentence",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("rag.answer.model"), name)
