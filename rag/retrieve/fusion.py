"""Ways to make one order of what the retrievers say; chosen by name in the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.encode.base import Float32
from rag.query.plan import Plan
from rag.retrieve.features import passage_features
from rag.retrieve.weights import passage_weights
from rag.settings import FusionName, RagSettings
from rag.types import Hit


def fuse(hits: Sequence[Hit], plan: Plan, settings: RagSettings) -> Float32:
    """Return one score a candidate, higher is better, shape (n,)."""
    if not hits:
        return np.zeros(0, dtype=np.float32)
    return _STRATEGIES[settings.fusion](hits, plan, settings).astype(np.float32)


def _fitted(hits: Sequence[Hit], plan: Plan, settings: RagSettings) -> Float32:
    """A linear model over what both retrievers and the words say.

    It was fitted by listwise softmax (Cao et al. 2007, ListNet); its products with rarity and
    match adapt it to the question.
    """
    return passage_features(plan, hits) @ passage_weights()


def _own(hits: Sequence[Hit], retriever: str) -> Float32:
    return np.array([hit.scores[retriever] for hit in hits], dtype=np.float32)


def _ranks(scores: Float32) -> Float32:
    order = np.argsort(-scores, kind="stable")
    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[order] = np.arange(1, len(scores) + 1)
    return ranks


def _rrf(hits: Sequence[Hit], plan: Plan, settings: RagSettings) -> Float32:
    """Reciprocal rank fusion (Cormack et al. 2009)."""
    lexical = _own(hits, "lexical")
    by_meaning = 1.0 / (settings.rrf_k + _ranks(_own(hits, "dense")))
    by_words = np.where(lexical > 0, 1.0 / (settings.rrf_k + _ranks(lexical)), 0.0)
    return np.asarray(by_meaning + by_words, dtype=np.float32)


def _standard(scores: Float32) -> Float32:
    return np.asarray((scores - scores.mean()) / (scores.std() + 1e-6), dtype=np.float32)


def _convex(hits: Sequence[Hit], plan: Plan, settings: RagSettings) -> Float32:
    """Convex combination of standardised scores (Bruch et al. 2023, doi:10.1145/3596512)."""
    share = settings.dense_weight
    dense, lexical = _standard(_own(hits, "dense")), _standard(_own(hits, "lexical"))
    return share * dense + (1.0 - share) * lexical


_STRATEGIES: dict[FusionName, Callable[[Sequence[Hit], Plan, RagSettings], Float32]] = {
    "fitted": _fitted,
    "rrf": _rrf,
    "convex": _convex,
    "dense": lambda hits, plan, settings: _own(hits, "dense"),
    "lexical": lambda hits, plan, settings: _own(hits, "lexical"),
}
