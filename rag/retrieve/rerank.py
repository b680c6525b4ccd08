"""A second look at the best passages by a model that reads question and passage together."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.encode.base import Float32
from rag.errors import RerankError


class Reranker(Protocol):
    """Scores passages against a question, higher is better."""

    def scores(self, question: str, passages: Sequence[str]) -> Float32:
        """Return one score a passage, shape (len(passages),)."""
        ...


class CrossEncoderReranker:
    """Any sentence-transformers `CrossEncoder`, by hub name or folder."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Raises:
            RerankError: there is no such model here.
        """
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name)
        except (OSError, ValueError) as error:
            raise RerankError(
                f"the cross-encoder {name!r} cannot be loaded ({type(error).__name__}); give a "
                "folder that holds one, or a name that is in the local model cache"
            ) from error

    def scores(self, question: str, passages: Sequence[str]) -> Float32:
        """Return one score a passage, shape (len(passages),)."""
        pairs = [(question, passage) for passage in passages]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)


@functools.lru_cache(maxsize=2)
def load_reranker(name: str) -> Reranker:
    """Return the reranker of a name, loaded once a process."""
    return CrossEncoderReranker(name)
