"""What is measured of a candidate sentence and of a candidate passage, as rows of numbers.

Pure functions over words and vectors: nothing here reads an index. Every feature lies roughly in
-1..1, so that the weights of the linear models over them can be read side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

import numpy as np

from index.article import Passage
from index.encode.base import Float32
from rag.language import language_of
from rag.query.answer_type import holds
from rag.query.asked import Asked
from rag.query.plan import Plan, outlet
from rag.types import Hit

SENTENCE_FEATURES = (
    "cosine",  # of the sentence and the question
    "passage_cosine",
    "coverage",  # share of the question's term weight that stands in the sentence
    "context_coverage",  # the same for the sentence, the one before it and the title
    "passage_coverage",
    "pairs",  # share of the question's neighbouring terms that stand close together
    "kind",  # it holds the kind of answer that is asked for
    "lead",  # it stands early in its article
    "length",
    "leaning",  # it opens with a word that points back
    "question",  # it is itself a question
    "coverage_kind",  # coverage, where the kind is held
    "cosine_kind",
    "standing",  # 1 for the sentence nearest to the question in its passage, then 1/2, 1/3 …
    "behind",  # how far its passage's score is behind the best passage's; 0 for the best
)

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


def coverage(asked: Asked, present: Set[str]) -> float:
    """Return the share of the question's term weight that is present, 0..1."""
    return sum([weight for term, weight in asked.weights.items() if term in present]) / asked.total


def closeness(asked: Asked, terms: Sequence[str]) -> float:
    """Return the share of the question's neighbouring terms that stand within three words."""
    places: dict[str, list[int]] = {}
    for place, term in enumerate(terms):
        if term in asked.weights:
            places.setdefault(term, []).append(place)
    found = total = 0.0
    for a, b in pairwise(asked.terms):
        if a == b:
            continue
        weight = asked.weights[a] + asked.weights[b]
        total += weight
        if a in places and b in places:
            gap = min(abs(i - j) for i in places[a] for j in places[b])
            found += weight if gap <= 3 else 0.0
    return found / total if total else 0.0


# A term's share of BM25 grows towards k1 + 1 as it is repeated.
_MOST_OF_A_TERM = 2.2
_ENDS_ASKING = re.compile(r"\?[\"'”’)]*$")
_OPENING = re.compile(r"[^\W\d_]+")


def sentence_features(asked: Asked, hit: Hit, behind: float) -> Float32:
    """Return one row a sentence, columns as in `SENTENCE_FEATURES`.

    Args:
        asked: the question.
        hit: the passage the sentences stand in.
        behind: how far the passage's score is behind the best passage's, as a negative number.
    """
    sentences = hit.sentences
    rows = np.zeros((len(sentences), len(SENTENCE_FEATURES)), dtype=np.float32)
    if not sentences:
        return rows
    cosines = hit.vectors @ asked.vector
    sets = [frozenset(terms) for terms in hit.terms]
    passage_coverage = coverage(asked, hit.present)
    standing = np.argsort(np.argsort(-cosines, kind="stable"), kind="stable")
    first = _sentences_before(hit.passage)
    for place, (words, terms) in enumerate(zip(sentences, hit.terms, strict=True)):
        near = sets[place] | hit.title_terms | (sets[place - 1] if place else frozenset())
        covered = coverage(asked, sets[place])
        kind = holds(asked.kind, words, asked.text)
        cosine = float(cosines[place])
        opening = _OPENING.search(words)
        rows[place] = (
            cosine,
            hit.scores["dense"],
            covered,
            coverage(asked, near),
            passage_coverage,
            closeness(asked, terms),
            kind,
            1.0 / (1.0 + first + place),
            min(len(terms), 60) / 60.0,
            float(bool(opening) and opening.group().lower() in language_of(words).words.leaning)
            if opening
            else 0.0,
            float(bool(_ENDS_ASKING.search(words))),
            covered * kind,
            cosine * kind,
            1.0 / (1.0 + standing[place]),
            max(behind, -8.0) / 4.0,
        )
    return rows


def _sentences_before(passage: Passage) -> int:
    """Return about how many sentences of the article come before a passage."""
    if passage.start == 0 or not passage.sentences:
        return 0
    mean = (passage.end - passage.start) / len(passage.sentences)
    return round(passage.start / max(mean, 1.0))


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
        rows[place] = (
            cosines[0],
            cosines[1] if len(cosines) > 1 else cosines[0],
            covered,
            float(rarest in present[place]),
            coverage(asked, hit.title_terms),
            float(outlet(hit.article) in plan.outlets),
            _kind_held(asked, hit, by_sentence[place]) if formal else 0.0,
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
    terms: dict[str, set[str]] = {}
    cosines: dict[str, list[float]] = {}
    for hit, own, near in zip(hits, present, by_sentence, strict=True):
        terms.setdefault(hit.article.id, set()).update(own)
        cosines.setdefault(hit.article.id, []).extend(near.tolist())
    together = {article: coverage(asked, found) for article, found in terms.items()}
    nearest = {
        article: float(np.mean(sorted(found)[-3:])) if found else 0.0
        for article, found in cosines.items()
    }
    return together, nearest


def _kind_held(asked: Asked, hit: Hit, cosines: Float32) -> float:
    """Return whether the sentence that matches best by words and meaning has what is asked for."""
    match = [
        coverage(asked, frozenset(terms)) + cosine
        for terms, cosine in zip(hit.terms, cosines, strict=True)
    ]
    return holds(asked.kind, hit.sentences[int(np.argmax(match))], asked.text)
