"""Does the cited text say the claim? For any sentence, ours or a model's.

What is offered here is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.support.check import (
        SUPPORT_FEATURES,
        SUPPORTED,
        Entailment,
        contradicts,
        support,
        support_features,
    )

__all__ = [
    "SUPPORTED",
    "SUPPORT_FEATURES",
    "Entailment",
    "contradicts",
    "support",
    "support_features",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("rag.support.check"), name)
