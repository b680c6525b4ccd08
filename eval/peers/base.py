"""What a peer gives a measurement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np

from index.article import Article
from index.encode.base import Float32
from index.encode.weights import locate

Embed: TypeAlias = Callable[[Sequence[str]], Float32]
"""Texts to unit vectors, shape (n, dimension)."""


class Peer(Protocol):
    """Another search over the same documents.

    Attributes:
        name: as a report shows it.
        version: of its library.
    """

    name: str
    version: str

    def index(self, articles: Sequence[Article]) -> None:
        """Take in a corpus."""
        ...

    def search(self, question: str, passages: int) -> list[tuple[str, float]]:
        """Return (article id, score) by the best of so many passages, best first."""
        ...


def native_embed(name: str | None = None) -> Embed:
    """Return the embedding that sentence-transformers itself computes.

    Args:
        name: a model's name or folder; None for the default weights.
    """
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(locate(name).folder), device="cpu")

    def embed(texts: Sequence[str]) -> Float32:
        found = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)

    return embed


def best_first(scored: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return each article once, with the score of its first passage."""
    found: dict[str, float] = {}
    for name, score in scored:
        found.setdefault(name, score)
    return list(found.items())
