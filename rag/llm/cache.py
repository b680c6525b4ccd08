"""By what checked answers of models are kept: the same question over the same evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from index.filters import Filters
from rag.types import Evidence


def key(
    question: str,
    evidence: Sequence[Evidence],
    model: str,
    *,
    generation: int,
    filters: Filters | None,
    settings: str,
) -> str:
    """Return what makes two answers the same: a digest of everything they depend on."""
    addresses = [f"{e.hit.article.id}:{e.hit.article.sha256}:{e.start}:{e.end}" for e in evidence]
    parts = [question, model, str(generation), repr(filters or Filters()), settings, *addresses]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
