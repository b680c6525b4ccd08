"""Fitting the passage and the sentence model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from eval.fit.examples import Example
from eval.fit.softmax import Group, fit
from eval.metrics.ndcg import ndcg
from index.encode.base import Float32
from rag.retrieve.features import (
    PASSAGE_FEATURES,
    SENTENCE_FEATURES,
    passage_features,
    sentence_features,
)

PENALTY = 1e-5
# Sets whose questions need several articles have fewer of them, and count for more; snippets of
# search results are unlike articles, and count for less.
IMPORTANCE = {"multihop-rag-500-a": 2.5, "time-1963-a": 4.0, "rgb-en-fact-a": 0.5}
READ = 5


def passage_rows(example: Example) -> Float32:
    """Return the feature rows of an example's hits."""
    return passage_features(example.plan.asked, example.found.reads, example.plan.parts)


def fit_passages(examples: Iterable[Example]) -> dict[str, float]:
    """Return the weights of the passage model, every set counting by its importance."""
    kept = [(e, e.right_passages()) for e in examples]
    kept = [(e, right) for e, right in kept if right.any()]
    sizes = Counter(e.set_name for e, _ in kept)
    groups = [
        Group(passage_rows(e), right, IMPORTANCE.get(e.set_name, 1.0) / sizes[e.set_name])
        for e, right in kept
    ]
    return dict(zip(PASSAGE_FEATURES, fit(groups, PENALTY).tolist(), strict=True))


def vector(weights: dict[str, float], names: Sequence[str]) -> Float32:
    """Return weights in the order of names."""
    return np.array([weights[name] for name in names], dtype=np.float32)


def ranked(example: Example, weights: dict[str, float]) -> tuple[list[int], Float32]:
    """Return the order of an example's hits under passage weights, and the scores."""
    scores = passage_rows(example) @ vector(weights, PASSAGE_FEATURES)
    return np.argsort(-scores, kind="stable").tolist(), scores


def ranking_figures(examples: Iterable[Example], weights: dict[str, float]) -> tuple[float, float]:
    """Return mean nDCG@10 over articles and the share of right first articles."""
    values = []
    for example in examples:
        order, _ = ranked(example, weights)
        articles = list(dict.fromkeys(example.found.hits[i].article.id for i in order))
        gold = example.question.relevant
        values.append((ndcg(articles, gold, 10), float(articles[0] in gold) if articles else 0.0))
    means = np.array(values).mean(axis=0)
    return float(means[0]), float(means[1])


def sentence_group(
    example: Example, weights: dict[str, float]
) -> tuple[Float32, np.ndarray, list[tuple[int, int]]]:
    """Return rows, right ones, and (hit, sentence) of the sentences that are read."""
    order, scores = ranked(example, weights)
    rows, right, places = [], [], []
    for i in order[:READ]:
        own = sentence_features(
            example.plan.asked, example.found.reads[i], float(scores[i] - scores[order[0]])
        )
        rows.append(own)
        right.append(example.right_sentences(i))
        places += [(i, s) for s in range(len(own))]
    if not rows:
        return np.zeros((0, len(SENTENCE_FEATURES)), np.float32), np.zeros(0), []
    return np.vstack(rows), np.concatenate(right), places


def fit_sentences(examples: Iterable[Example], passages: dict[str, float]) -> dict[str, float]:
    """Return the weights of the sentence model, every set counting the same."""
    kept = []
    for example in examples:
        rows, right, _ = sentence_group(example, passages)
        if right.any():
            kept.append((example.set_name, rows, right.astype(np.float32)))
    sizes = Counter(name for name, _, _ in kept)
    groups = [Group(rows, right, 1.0 / sizes[name]) for name, rows, right in kept]
    return dict(zip(SENTENCE_FEATURES, fit(groups, PENALTY).tolist(), strict=True))


def sentence_figures(
    examples: Iterable[Example], passages: dict[str, float], sentences: dict[str, float]
) -> tuple[float, float]:
    """Return the share of questions whose first, and whose first three sentences are right."""
    values = []
    for example in examples:
        rows, right, _ = sentence_group(example, passages)
        order = np.argsort(-(rows @ vector(sentences, SENTENCE_FEATURES)), kind="stable")
        values.append((float(right[order[:1]].any()), float(right[order[:3]].any())))
    means = np.array(values).mean(axis=0)
    return float(means[0]), float(means[1])
