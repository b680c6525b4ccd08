"""Support: does the cited text say the claim? For any sentence, ours or a model's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.text.sentences import split
from index.text.terms import terms as analysed
from rag.language import language_of
from rag.query.plan import content_terms
from rag.support import facts
from rag.support.figures import unexplained
from rag.support.model import calibration, shipped_checker
from rag.support.naming import misnamed
from rag.support.negation import opposed

if TYPE_CHECKING:
    from index.encode.base import Encoder, Float32

# A sentence whose support is below this is not said.
SUPPORTED = 0.5
# What a claim can reach at most when a hard fact of it does not stand in the cited text.
_CONTRADICTED = 0.2
_LONGEST_SENTENCES = 60
# The checker is not surer of anything than this, in log-odds.
_MOST_ODDS = 8.0

SUPPORT_FEATURES = (
    "checker",  # log-odds that the text says the claim, as the checker has them
    "cosine",  # with the nearest cited sentence, or two neighbouring ones together
    "order",  # words of the claim that stand in one sentence in the same order, as a share
    "missing",  # content words found nowhere, up to four
    "whole",  # whether hardly a content word is missing in one sentence and the order is kept
)


class Entailment(Protocol):
    """A model that says how far a text entails a claim, 0..1; a cross-encoder, say."""

    def __call__(self, text: str, claim: str) -> float:
        """Return the probability that the text entails the claim."""
        ...


def support(
    claim: str,
    cited: str,
    *,
    encoder: Encoder | None = None,
    entailment: Entailment | None = None,
) -> float:
    """Return how well a cited text supports a claim, 0..1.

    A claim that stands in the text word for word has 1.0. Numbers, days, names and quotations
    of the claim in whose place the text surely has others hold it under 0.2, and so does a
    negation that one of them has and the other has not. Otherwise `entailment` speaks where one
    is plugged in, else a logistic model over what the checker that comes with Dateline thinks,
    meaning (embeddings) and word alignment.

    Args:
        claim: one sentence.
        cited: the text it cites.
        encoder: for meaning; None for the default model.
        entailment: judges in place of Dateline's own.
    """
    if not claim.strip() or not cited.strip():
        return 0.0
    if f" {facts.normal(claim)} " in f" {facts.normal(cited)} ":
        return 1.0
    if entailment is not None:
        value = min(max(float(entailment(cited, claim)), 0.0), 1.0)
    else:
        value = _weighed(support_features(claim, cited, encoder or _default_encoder()))
    return min(value, _CONTRADICTED) if contradicts(claim, cited) else value


def contradicts(claim: str, cited: str) -> str | None:
    """Return which hard fact of a claim the cited text surely has otherwise; None for none."""
    for kind, found in (
        ("number", unexplained),
        ("day or month", facts.other_day),
        ("quotation", facts.misquoted),
        ("name", misnamed),
        ("negation", opposed),
    ):
        wrong = found(claim, cited)
        if wrong:
            return f"{kind} “{wrong}”"
    return None


def support_features(claim: str, cited: str, encoder: Encoder) -> list[float]:
    """Return what the fitted model sees, in the order of `SUPPORT_FEATURES`."""
    sentences = [cited[a:b] for a, b in split(cited)][:_LONGEST_SENTENCES] or [cited]
    vectors = encoder.encode_texts([claim, *sentences])
    odds = max(-_MOST_ODDS, min(shipped_checker().odds(cited, claim), _MOST_ODDS))
    own = _terms(claim)
    distinct = set(content_terms(own, language_of(claim)))
    lists = [_terms(sentence) for sentence in sentences]
    missing = distinct.difference(*lists)
    covered = max(len(distinct.intersection(found)) for found in lists) / max(1, len(distinct))
    order = max(_in_order(own, found) for found in lists) / max(1, len(own))
    whole = covered**4 * order**2
    return [odds, _nearest(vectors[0], vectors[1:]), order, min(len(missing), 4) / 4.0, whole]


def _nearest(claim: Float32, sentences: Float32) -> float:
    """Return the cosine with the nearest sentence, or two neighbours, given unit vectors."""
    pairs = sentences[:-1] + sentences[1:]
    pairs /= np.maximum(np.linalg.norm(pairs, axis=1, keepdims=True), 1e-6)
    return float((np.concatenate([sentences, pairs]) @ claim).max())


def _in_order(claim: Sequence[str], sentence: Sequence[str]) -> int:
    """Return the length of the longest common subsequence (ROUGE-L, Lin 2004)."""
    before = np.zeros(len(sentence) + 1, dtype=np.int32)
    for word in claim:
        same = np.fromiter((word == other for other in sentence), bool, len(sentence))
        now = before.copy()
        now[1:] = np.maximum(before[1:], np.where(same, before[:-1] + 1, 0))
        before = np.maximum.accumulate(now)
    return int(before[-1])


def _terms(text: str) -> list[str]:
    """Return a text's analysed terms, numbers in words turned into digits."""
    language = language_of(text)
    return [facts.as_digits(term, language) for term in analysed(text)]


def _weighed(features: Sequence[float]) -> float:
    model = calibration()
    weights = [model["weights"][name] for name in SUPPORT_FEATURES]
    total = model["offset"] + float(np.dot(weights, features))
    return 1.0 / (1.0 + math.exp(-max(min(total, 60.0), -60.0)))


def _default_encoder() -> Encoder:
    from index.encode import load_encoder

    return load_encoder()
