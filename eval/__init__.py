"""Questions with known answers, asked of an archive: figures, comparisons, gates, peers.

What it offers is loaded on first use, so that importing it costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eval.loaders import load
    from eval.measure import measure
    from eval.runner import run
    from eval.sets import Dataset, Question

__all__ = ["Dataset", "Question", "load", "measure", "run"]

_HOMES = {
    "Dataset": "eval.sets",
    "Question": "eval.sets",
    "load": "eval.loaders",
    "measure": "eval.measure",
    "run": "eval.runner",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'eval' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
