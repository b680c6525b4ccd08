"""The archive: articles cut into passages, embedded, and kept as committed generations.

This room knows nothing of questions. What it offers is loaded on first use, so that
importing it costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.archive import Index
    from index.article import Article, Passage
    from index.filters import Filters

__all__ = ["Article", "Filters", "Index", "Passage"]

_HOMES = {
    "Article": "index.article",
    "Filters": "index.filters",
    "Index": "index.archive",
    "Passage": "index.article",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
