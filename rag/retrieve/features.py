"""What is measured of a candidate sentence and of a candidate passage, as rows of numbers.

Pure functions over words and vectors: nothing here reads an index. Every feature lies roughly in
-1..1, so that the weights of the linear models over them can be read side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.encode.base import Float32
from rag.language import language_of
from rag.query.answer_type import holds
from rag.query.asked import Asked

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


@dataclass(frozen=True, slots=True)
class Read:
    """A candidate passage, read: its words and vectors beside each other.

    Attributes:
        article_id: the article it belongs to.
        sentences: each sentence's words.
        terms: each sentence's analysed terms.
        title_terms: the title's analysed terms.
        cosine: of the passage and the question.
        sentence_cosines: of each sentence and the question, shape (sentences,).
        part_cosine: the best cosine of a sentence with a part of the question.
        lexical: BM25 score.
        outlet: the question names the passage's outlet.
        first: how many sentences of the article come before it, about.
    """

    article_id: str
    sentences: Sequence[str]
    terms: Sequence[Sequence[str]]
    title_terms: frozenset[str]
    cosine: float
    sentence_cosines: Float32
    part_cosine: float
    lexical: float
    outlet: bool
    first: int

    @property
    def present(self) -> frozenset[str]:
        """Every term of the passage and its title."""
        return self.title_terms.union(*self.terms)


def coverage(asked: Asked, present: frozenset[str]) -> float:
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


def sentence_features(asked: Asked, read: Read, behind: float) -> Float32:
    """Return one row a sentence, columns as in `SENTENCE_FEATURES`.

    Args:
        asked: the question.
        read: the passage the sentences stand in.
        behind: how far the passage's score is behind the best passage's, as a negative number.
    """
    rows = np.zeros((len(read.sentences), len(SENTENCE_FEATURES)), dtype=np.float32)
    sets = [frozenset(terms) for terms in read.terms]
    passage_coverage = coverage(asked, read.present)
    standing = np.argsort(np.argsort(-read.sentence_cosines, kind="stable"), kind="stable")
    for place, (words, terms) in enumerate(zip(read.sentences, read.terms, strict=True)):
        near = sets[place] | read.title_terms | (sets[place - 1] if place else frozenset())
        covered = coverage(asked, sets[place])
        kind = holds(asked.kind, words, asked.text)
        cosine = float(read.sentence_cosines[place])
        opening = _OPENING.search(words)
        rows[place] = (
            cosine,
            read.cosine,
            covered,
            coverage(asked, near),
            passage_coverage,
            closeness(asked, terms),
            kind,
            1.0 / (1.0 + read.first + place),
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


def passage_features(asked: Asked, reads: Sequence[Read], parts: Sequence[Asked]) -> Float32:
    """Return one row a passage, columns as in `PASSAGE_FEATURES`.

    Args:
        asked: the question.
        reads: the candidates.
        parts: the parts of the question; empty when it has one.
    """
    rows = np.zeros((len(reads), len(PASSAGE_FEATURES)), dtype=np.float32)
    present = [read.present for read in reads]
    together, nearest = _by_article(asked, reads, present)
    shares = [min(read.lexical / (_MOST_OF_A_TERM * asked.total), 1.5) for read in reads]
    summed: dict[str, float] = {}
    for read, share in zip(reads, shares, strict=True):
        summed[read.article_id] = summed.get(read.article_id, 0.0) + share
    rarest = max(asked.weights, key=lambda term: asked.weights[term], default="")
    formal = asked.kind not in ("thing", "topic", "yes_no")
    for place, read in enumerate(reads):
        if not read.sentences:
            continue
        cosines = np.sort(read.sentence_cosines)[::-1]
        covered = coverage(asked, present[place])
        rows[place] = (
            cosines[0],
            cosines[1] if len(cosines) > 1 else cosines[0],
            covered,
            float(rarest in present[place]),
            coverage(asked, read.title_terms),
            float(read.outlet),
            holds(asked.kind, _best_match(asked, read), asked.text) if formal else 0.0,
            0.5 * (read.cosine + cosines[0]) * asked.rarity,
            shares[place] * asked.rarity,
            together[read.article_id],
            nearest[read.article_id],
            summed[read.article_id] * asked.rarity,
            max(read.part_cosine, cosines[0]),
            max((coverage(part, present[place]) for part in parts), default=covered),
            len(read.sentences) / 10.0,
        )
    return rows


def _by_article(
    asked: Asked, reads: Sequence[Read], present: Sequence[frozenset[str]]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return for each article its coverage and the mean cosine of its three best sentences."""
    terms: dict[str, frozenset[str]] = {}
    cosines: dict[str, list[float]] = {}
    for read, own in zip(reads, present, strict=True):
        terms[read.article_id] = terms.get(read.article_id, frozenset()) | own
        cosines.setdefault(read.article_id, []).extend(read.sentence_cosines.tolist())
    together = {article: coverage(asked, found) for article, found in terms.items()}
    nearest = {
        article: float(np.mean(sorted(found)[-3:])) if found else 0.0
        for article, found in cosines.items()
    }
    return together, nearest


def _best_match(asked: Asked, read: Read) -> str:
    """Return the sentence that matches the question best by words and meaning together."""
    match = [
        coverage(asked, frozenset(terms)) + cosine
        for terms, cosine in zip(read.terms, read.sentence_cosines, strict=True)
    ]
    return read.sentences[int(np.argmax(match))]
