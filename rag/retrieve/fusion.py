"""Ways to make one order of what the retrievers say; chosen by name in the settings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index.encode.base import Float32
from rag.query.plan import Plan
from rag.retrieve.candidates import Candidates
from rag.retrieve.features import passage_features
from rag.retrieve.weights import weights
from rag.settings import FusionName, RagSettings


def fuse(found: Candidates, plan: Plan, settings: RagSettings) -> Float32:
    """Return one score a candidate, higher is better, shape (n,)."""
    if not found.passages:
        return np.zeros(0, dtype=np.float32)
    return _STRATEGIES[settings.fusion](found, plan, settings).astype(np.float32)


def _fitted(found: Candidates, plan: Plan, settings: RagSettings) -> Float32:
    """A linear model over what both retrievers and the words say.

    It was fitted by listwise softmax (Cao et al. 2007, ListNet); its products with rarity and
    match adapt it to the question.
    """
    return passage_features(plan.asked, found.reads, plan.parts) @ weights("passage")


def _ranks(scores: Float32) -> Float32:
    order = np.argsort(-scores, kind="stable")
    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[order] = np.arange(1, len(scores) + 1)
    return ranks


def _rrf(found: Candidates, plan: Plan, settings: RagSettings) -> Float32:
    """Reciprocal rank fusion (Cormack et al. 2009)."""
    dense = 1.0 / (settings.rrf_k + _ranks(found.dense))
    lexical = np.where(found.lexical > 0, 1.0 / (settings.rrf_k + _ranks(found.lexical)), 0.0)
    return np.asarray(dense + lexical, dtype=np.float32)


def _standard(scores: Float32) -> Float32:
    return np.asarray((scores - scores.mean()) / (scores.std() + 1e-6), dtype=np.float32)


def _convex(found: Candidates, plan: Plan, settings: RagSettings) -> Float32:
    """Convex combination of standardised scores (Bruch et al. 2023, doi:10.1145/3596512)."""
    share = settings.dense_weight
    return share * _standard(found.dense) + (1.0 - share) * _standard(found.lexical)


_STRATEGIES: dict[FusionName, Callable[[Candidates, Plan, RagSettings], Float32]] = {
    "fitted": _fitted,
    "rrf": _rrf,
    "convex": _convex,
    "dense": lambda found, plan, settings: found.dense,
    "lexical": lambda found, plan, settings: found.lexical,
}
