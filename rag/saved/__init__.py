"""Saved questions: asked again when the archive has something new, and told of when it matters.

`Store` keeps them beside an index, `save` adds one, `run_saved` runs them over what is new. All is
loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.saved.alert import Alert
    from rag.saved.run import Run, run_saved, save
    from rag.saved.store import Saved, Store

__all__ = ["Alert", "Run", "Saved", "Store", "run_saved", "save"]

_HOMES = {
    "Alert": "rag.saved.alert",
    "Run": "rag.saved.run",
    "Saved": "rag.saved.store",
    "Store": "rag.saved.store",
    "run_saved": "rag.saved.run",
    "save": "rag.saved.run",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'rag.saved' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
