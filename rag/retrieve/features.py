"""What is measured of a candidate passage, as a row of numbers.

Pure functions over words and vectors: nothing here reads an index. Every feature lies roughly in
-1..1, so that the weights of the linear models over them can be read side by side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.encode.base import Float32
from rag.query.answer_type import holds
from rag.query.asked import Asked
from rag.query.plan import Plan, squeeze
from rag.types import Hit

PASSAGE_FEATURES = (
    "sentence_cosine",  # of its best sentence
    "sentence_cosine_second",
    "coverage",  # share of the question's term weight in the passage and its title
    "rarest",  # the question's rarest term stands in it
    "title",  # share of the question's term weight that stands in the title
    "outlet",  # the question names its outlet
    "kind",  # the sentence that matches best holds the kind of answer asked for
    "cosine_rare",  # mean of passage and best sentence, by how rare the question's words are
    "lexical_rare",  # BM25 as a share of its ideal, by how rare the question's words are
    "article_coverage",  # coverage by all the article's candidates together
    "article_cosine",  # mean of the article's three best sentences
    "article_lexical",  # BM25 shares of all the article's candidates added up, by rarity
    "part_cosine",  # best cosine with any one part of a question of several
    "part_coverage",
    "length",  # in sentences: a longer one covers more by chance
)


def coverage(asked: Asked, present: frozenset[str]) -> float:
    """Return the share of the question's term weight that is present, 0..1."""
    return sum([weight for term, weight in asked.weights.items() if term in present]) / asked.total


# A term's share of BM25 grows towards k1 + 1 as it is repeated.
_MOST_OF_A_TERM = 2.2


def passage_features(plan: Plan, hits: Sequence[Hit]) -> Float32:
    """Return one row a passage, columns as in `PASSAGE_FEATURES`.

    Args:
        plan: the question.
        hits: the candidates.
    """
    asked, parts = plan.asked, plan.parts
    rows = np.zeros((len(hits), len(PASSAGE_FEATURES)), dtype=np.float32)
    vectors = np.stack([part.vector for part in parts]) if parts else None
    by_sentence = [_cosines(hit, asked.vector) for hit in hits]
    present = [hit.present for hit in hits]
    together, nearest = _by_article(asked, hits, present, by_sentence)
    shares = [min(hit.scores["lexical"] / (_MOST_OF_A_TERM * asked.total), 1.5) for hit in hits]
    summed: dict[str, float] = {}
    for hit, share in zip(hits, shares, strict=True):
        summed[hit.article.id] = summed.get(hit.article.id, 0.0) + share
    rarest = max(asked.weights, key=lambda term: asked.weights[term], default="")
    formal = asked.kind not in ("thing", "topic", "yes_no")
    for place, hit in enumerate(hits):
        if not hit.passage.sentences:
            continue
        cosines = np.sort(by_sentence[place])[::-1]
        covered = coverage(asked, present[place])
        of_parts = float((hit.vectors @ vectors.T).max()) if vectors is not None else 0.0
        best = _best_match(asked, hit, by_sentence[place])
        rows[place] = (
            cosines[0],
            cosines[1] if len(cosines) > 1 else cosines[0],
            covered,
            float(rarest in present[place]),
            coverage(asked, hit.title_terms),
            float(squeeze(hit.article.source or "") in plan.outlets),
            holds(asked.kind, best, asked.text) if formal else 0.0,
            0.5 * (hit.scores["dense"] + cosines[0]) * asked.rarity,
            shares[place] * asked.rarity,
            together[hit.article.id],
            nearest[hit.article.id],
            summed[hit.article.id] * asked.rarity,
            max(of_parts, cosines[0]),
            max((coverage(part, present[place]) for part in parts), default=covered),
            len(hit.passage.sentences) / 10.0,
        )
    return rows


def _cosines(hit: Hit, vector: Float32) -> Float32:
    """Return each sentence's cosine with a question, shape (sentences,)."""
    return hit.vectors @ vector if len(hit.vectors) else np.zeros(0, dtype=np.float32)


def _by_article(
    asked: Asked,
    hits: Sequence[Hit],
    present: Sequence[frozenset[str]],
    by_sentence: Sequence[Float32],
) -> tuple[dict[str, float], dict[str, float]]:
    """Return for each article its coverage and the mean cosine of its three best sentences."""
    terms: dict[str, frozenset[str]] = {}
    cosines: dict[str, list[float]] = {}
    for hit, own, near in zip(hits, present, by_sentence, strict=True):
        terms[hit.article.id] = terms.get(hit.article.id, frozenset()) | own
        cosines.setdefault(hit.article.id, []).extend(near.tolist())
    together = {article: coverage(asked, found) for article, found in terms.items()}
    nearest = {
        article: float(np.mean(sorted(found)[-3:])) if found else 0.0
        for article, found in cosines.items()
    }
    return together, nearest


def _best_match(asked: Asked, hit: Hit, cosines: Float32) -> str:
    """Return the sentence that matches the question best by words and meaning together."""
    match = [
        coverage(asked, frozenset(terms)) + cosine
        for terms, cosine in zip(hit.terms, cosines, strict=True)
    ]
    return hit.sentences[int(np.argmax(match))]
