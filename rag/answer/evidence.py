"""The sentences of retrieved passages, scored as evidence for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.encode.base import Float32
from rag.injection import withheld
from rag.query.plan import Plan
from rag.retrieve.features import SENTENCE_FEATURES, sentence_features
from rag.retrieve.weights import fitted, weights
from rag.types import Evidence, Hit

# Passages whose sentences are weighed; below them the answer is hardly ever found.
READ_PASSAGES = 6
_SUSPECT = 0.2
_COVERAGE = SENTENCE_FEATURES.index("context_coverage")
_LEANING = SENTENCE_FEATURES.index("leaning")


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence as evidence, with what its score was computed from.

    Attributes:
        evidence: the sentence.
        row: its features, in the order of `SENTENCE_FEATURES`.
    """

    evidence: Evidence
    row: Float32


def scored(plan: Plan, hits: Sequence[Hit]) -> list[ScoredSentence]:
    """Return the sentences of the first hits, best first.

    A sentence's score is the logistic of a linear model of its features, fitted by listwise
    softmax on questions whose answer sentence is known. A sentence that speaks to a machine in
    place of a reader, as hidden in an article to change an answer, counts for little.
    """
    if not hits:
        return []
    offset = float(fitted()["sentence_offset"])
    best = max(hit.score for hit in hits)
    sentences: list[ScoredSentence] = []
    for hit in hits[:READ_PASSAGES]:
        rows = sentence_features(plan.asked, hit, hit.score - best)
        scores = _logistic(rows @ weights("sentence") - offset)
        for (start, end), row, score in zip(hit.passage.sentences, rows, scores, strict=True):
            trust = _SUSPECT if withheld(hit.article.text, start, end) else 1.0
            item = Evidence(
                hit,
                start,
                end,
                trust * float(score),
                coverage=float(row[_COVERAGE]),
                leans=bool(row[_LEANING]),
            )
            sentences.append(ScoredSentence(item, row))
    sentences.sort(key=lambda each: -each.evidence.score)
    return sentences


def _logistic(values: Float32) -> Float32:
    return np.asarray(1.0 / (1.0 + np.exp(-values)), dtype=np.float32)
