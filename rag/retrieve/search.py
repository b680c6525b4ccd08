"""Retrieval, whole: candidates, fusion, recency, rerank, one place a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from index.archive import Index
from index.encode.base import Float32
from index.filters import Filters
from rag.query.plan import Plan, anchor, understand
from rag.retrieve.candidates import gather
from rag.retrieve.fusion import fuse
from rag.retrieve.rerank import load_reranker
from rag.settings import RagSettings, usual
from rag.types import Hit

_DAYS_A_YEAR = 365.25
_OLDEST_YEARS = 4.0


def retrieve(
    archive: Index,
    question: str,
    k: int = 10,
    *,
    filters: Filters | None = None,
    settings: RagSettings | None = None,
    now: date | None = None,
) -> list[Hit]:
    """Return the passages that answer a question best, best first.

    Args:
        archive: where to look.
        question: any question.
        k: how many passages.
        filters: limits that hold before top-k.
        settings: of answering; None for the usual ones.
        now: the asker's day; None for today.

    Raises:
        QuestionError: the question is empty.
    """
    chosen = settings or usual()
    plan = understand(
        question, archive, filters=filters or Filters(), now=now or date.today(), settings=chosen
    )
    return search(archive, anchor(plan, archive, chosen), plan.filters, k, chosen)


def search(
    archive: Index, plan: Plan, filters: Filters, k: int, settings: RagSettings
) -> list[Hit]:
    """Return the k best passages for a plan within filters, best first."""
    plan = plan.to_search
    depth = settings.model_copy(update={"candidates": max(settings.candidates, k)})
    hits = gather(archive, plan, filters, depth)
    scores = fuse(hits, plan, settings)
    if plan.current and settings.recency:
        scores = scores - settings.recency * _ages(hits)
    order = np.argsort(-scores, kind="stable")
    if settings.rerank:
        order, scores = _rerank(hits, plan, order, scores, settings)
    ranked = [replace(hits[i], score=float(scores[i])) for i in order.tolist()]
    return _one_a_story(archive, ranked, k) if settings.collapse_origins else ranked[:k]


def _ages(hits: Sequence[Hit]) -> Float32:
    """Return each candidate's age in years against the newest one, at most four."""
    days = [hit.article.date.toordinal() if hit.article.date else None for hit in hits]
    newest = max((day for day in days if day is not None), default=0)
    years = [(newest - day) / _DAYS_A_YEAR if day is not None else 0.0 for day in days]
    return np.minimum(np.array(years, dtype=np.float32), _OLDEST_YEARS)


def _rerank(
    hits: Sequence[Hit], plan: Plan, order: np.ndarray, scores: Float32, settings: RagSettings
) -> tuple[np.ndarray, Float32]:
    head = order[: settings.rerank_top]
    texts = [" ".join(hits[i].sentences) for i in head]
    second = load_reranker(str(settings.rerank)).scores(plan.asked.text, texts)
    best = np.argsort(-second, kind="stable")
    # What the second look ordered keeps the scores' scale, so that later steps can compare.
    rescored = scores.copy()
    rescored[head[best]] = np.sort(scores[head])[::-1]
    return np.concatenate([head[best], order[settings.rerank_top :]]), rescored


def _one_a_story(archive: Index, ranked: Sequence[Hit], k: int) -> list[Hit]:
    """Return the first k hits of articles that have an origin of their own among them.

    Of the articles that share an origin the best one stands for all.
    """
    kept: list[Hit] = []
    stands_for: dict[str, str] = {}
    also: dict[str, tuple[str, ...]] = {}
    for hit in ranked:
        own = hit.article.id
        if own not in stands_for:
            also[own] = tuple(archive.also(own))
            stands_for.update({each: own for each in also[own] if each not in stands_for})
            stands_for[own] = own
        if stands_for[own] != own:
            continue
        kept.append(replace(hit, also=also[own]))
        if len(kept) >= k:
            break
    return kept
