"""The sentences of retrieved passages, scored as evidence for a question."""

from __future__ import annotations

import numpy as np

from index.encode.base import Float32
from rag.injection import withheld
from rag.query.plan import Plan
from rag.retrieve.features import SENTENCE_FEATURES, sentence_features
from rag.retrieve.weights import fitted, weights
from rag.types import Evidence, Found

# Passages whose sentences are weighed; below them the answer is hardly ever found.
READ_PASSAGES = 6
_SUSPECT = 0.2


def sentence_rows(plan: Plan, found: Found, limit: int = READ_PASSAGES) -> list[Float32]:
    """Return the feature rows of the sentences of the first hits, one array a hit."""
    if not found.hits:
        return []
    best = max(hit.score for hit in found.hits)
    return [
        sentence_features(plan.asked, read, hit.score - best)
        for hit, read in zip(found.hits[:limit], found.reads[:limit], strict=True)
    ]


def weigh(plan: Plan, found: Found) -> list[Evidence]:
    """Return the sentences of the first hits as evidence, best first.

    A sentence's score is the logistic of a linear model of its features, fitted by listwise
    softmax on questions whose answer sentence is known. A sentence that speaks to a machine in
    place of a reader, as hidden in an article to change an answer, counts for little.
    """
    rows = sentence_rows(plan, found)
    if not rows:
        return []
    offset = float(fitted()["sentence_offset"])
    evidence: list[Evidence] = []
    for hit, own in zip(found.hits, rows, strict=False):
        scores = _logistic(own @ weights("sentence") - offset)
        for (start, end), row, score in zip(hit.passage.sentences, own, scores, strict=True):
            features = dict(zip(SENTENCE_FEATURES, row.tolist(), strict=True))
            trust = _SUSPECT if withheld(hit.article.text, start, end) else 1.0
            evidence.append(Evidence(hit, start, end, trust * float(score), features))
    evidence.sort(key=lambda item: -item.score)
    return evidence


def _logistic(values: Float32) -> Float32:
    return np.asarray(1.0 / (1.0 + np.exp(-values)), dtype=np.float32)


def vector_of(item: Evidence, found: Found) -> Float32:
    """Return the vector of an evidence sentence."""
    place = next(i for i, hit in enumerate(found.hits) if hit is item.hit)
    sentence = item.hit.passage.sentences.index((item.start, item.end))
    vector: Float32 = found.vectors[place][sentence]
    return vector
