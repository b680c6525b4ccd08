"""What can go wrong with a language model; each message is one line without secrets."""

from __future__ import annotations

from rag.errors import LanguageModelError


class ModelTimeoutError(LanguageModelError):
    """A chat model did not answer in time."""


class ModelCancelledError(LanguageModelError):
    """The asker called the answer off."""


__all__ = ["LanguageModelError", "ModelCancelledError", "ModelTimeoutError"]
