"""Retrieval, whole: candidates, fusion, recency, rerank, one place a story."""

from __future__ import annotations

import weakref
from datetime import date

import numpy as np

from index.archive import Index
from index.encode.base import Float32
from index.filters import Filters
from rag.query.plan import Plan, understand
from rag.retrieve.candidates import Candidates, Reader, gather
from rag.retrieve.fusion import fuse
from rag.retrieve.rerank import load_reranker
from rag.settings import RagSettings, usual
from rag.types import Found, Hit

_DAYS_A_YEAR = 365.25
_OLDEST_YEARS = 4.0
_READERS: weakref.WeakKeyDictionary[Index, Reader] = weakref.WeakKeyDictionary()


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
    return search(archive, plan, plan.filters, k, chosen).hits


def search(archive: Index, plan: Plan, filters: Filters, k: int, settings: RagSettings) -> Found:
    """Return the k best passages for a plan within filters."""
    depth = settings.model_copy(update={"candidates": max(settings.candidates, k)})
    reader = _READERS.get(archive) or _READERS.setdefault(archive, Reader(archive))
    found = gather(archive, plan, filters, depth, reader)
    scores = fuse(found, plan, settings)
    if plan.current and settings.recency:
        scores = scores - settings.recency * _ages(found)
    order = np.argsort(-scores, kind="stable")
    if settings.rerank:
        order, scores = _rerank(found, plan, order, scores, settings)
    return _hits(archive, found, order, scores, k, settings.collapse_origins)


def _ages(found: Candidates) -> Float32:
    """Return each candidate's age in years against the newest one, at most four."""
    days = [article.date.toordinal() if article.date else None for article in found.articles]
    newest = max((day for day in days if day is not None), default=0)
    years = [(newest - day) / _DAYS_A_YEAR if day is not None else 0.0 for day in days]
    return np.minimum(np.array(years, dtype=np.float32), _OLDEST_YEARS)


def _rerank(
    found: Candidates, plan: Plan, order: np.ndarray, scores: Float32, settings: RagSettings
) -> tuple[np.ndarray, Float32]:
    head = order[: settings.rerank_top]
    texts = [" ".join(found.reads[i].sentences) for i in head]
    second = load_reranker(str(settings.rerank)).scores(plan.asked.text, texts)
    best = np.argsort(-second, kind="stable")
    # What the second look ordered keeps the scores' scale, so that later steps can compare.
    rescored = scores.copy()
    rescored[head[best]] = np.sort(scores[head])[::-1]
    return np.concatenate([head[best], order[settings.rerank_top :]]), rescored


def _hits(
    archive: Index, found: Candidates, order: np.ndarray, scores: Float32, k: int, collapse: bool
) -> Found:
    hits: list[Hit] = []
    kept: list[int] = []
    stands_for: dict[str, str] = {}
    also: dict[str, list[str]] = {}
    for i in order.tolist():
        article = found.articles[i]
        if collapse and article.id not in stands_for:
            others = archive.also(article.id)
            stands_for.update({other: article.id for other in others if other not in stands_for})
            stands_for[article.id] = article.id
            also[article.id] = others
        if collapse and stands_for[article.id] != article.id:
            continue
        by_name = {"dense": float(found.dense[i]), "lexical": float(found.lexical[i])}
        hits.append(Hit(found.passages[i], article, float(scores[i]), by_name))
        kept.append(i)
        if len(hits) >= k:
            break
    return Found(
        hits,
        [found.reads[i] for i in kept],
        [np.asarray(found.sentence_vectors[i], dtype=np.float32) for i in kept],
        also,
    )
