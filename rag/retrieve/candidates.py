"""Passages that each retriever offers, read once for all that comes after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.archive import Index
from index.article import Article, Passage
from index.filters import Filters
from index.ranked import Ranked
from rag.query.plan import Plan, squeeze
from rag.retrieve.features import Read
from rag.settings import RagSettings

# A name in the title says what the article is about; the outlet is often named in a question.
FIELD_WEIGHTS = {"text": 1.0, "title": 0.5, "source": 0.5}
_PART_SHARE = 4
_LEXICAL_DEPTH = 5
_CACHED_PASSAGES = 20_000
_CACHED_ARTICLES = 4_000
_CACHED_LENGTH = 100_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the retrievers found, in one order.

    Attributes:
        passages: the candidates.
        articles: the article of each.
        reads: what features are computed from, for each.
        dense: cosine with the question, shape (n,).
        lexical: BM25 score; 0 where the lexical retriever did not find it, shape (n,).
        sentence_vectors: one array a candidate, a row a sentence.
    """

    passages: Sequence[Passage]
    articles: Sequence[Article]
    reads: Sequence[Read]
    dense: NDArray[np.float32]
    lexical: NDArray[np.float32]
    sentence_vectors: Sequence[NDArray[np.float32]]


class Reader:
    """Reads passages of one generation, keeping their analysed terms for the next question."""

    def __init__(self, archive: Index) -> None:
        """Read from an archive."""
        self._archive = archive
        self._generation = archive.generation
        self._terms: dict[int, list[list[str]]] = {}
        self._titles: dict[str, frozenset[str]] = {}
        self._articles: dict[str, Article] = {}

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return articles of the archive by id.

        Raises:
            ArticleNotFoundError: there is none with one of these ids.
        """
        self._fresh()
        wanted = dict.fromkeys(ids)
        found = {each: self._articles[each] for each in wanted if each in self._articles}
        missing = [each for each in wanted if each not in found]
        read = self._archive.articles_of(missing) if missing else {}
        for each in missing:
            found[each] = article = read.get(each) or self._archive.article(each)
            if len(article.text) <= _CACHED_LENGTH:
                self._articles[each] = article
        return found

    def terms(self, passage: Passage, article: Article) -> list[list[str]]:
        """Return the analysed terms of each sentence of a passage."""
        self._fresh()
        found = self._terms.get(passage.id)
        if found is None:
            found = [self._archive.terms(article.text[a:b]) for a, b in passage.sentences]
            self._terms[passage.id] = found
        return found

    def title(self, article: Article) -> frozenset[str]:
        """Return the analysed terms of an article's title."""
        self._fresh()
        found = self._titles.get(article.id)
        if found is None:
            found = frozenset(self._archive.terms(article.title))
            self._titles[article.id] = found
        return found

    def _fresh(self) -> None:
        full = len(self._terms) > _CACHED_PASSAGES or len(self._articles) > _CACHED_ARTICLES
        if full or self._archive.generation != self._generation:
            self._generation = self._archive.generation
            self._terms.clear()
            self._titles.clear()
            self._articles.clear()


def gather(
    archive: Index, plan: Plan, filters: Filters, settings: RagSettings, reader: Reader
) -> Candidates:
    """Return what the retrievers that the fusion needs find for a question and its parts."""
    size = settings.candidates
    lists: list[Ranked] = []
    if settings.fusion != "lexical":
        lists.append(archive.dense(plan.asked.vector, size, filters))
        share = max(5, size // _PART_SHARE)
        lists += [archive.dense(part.vector, share, filters) for part in plan.parts]
    lexical = Ranked.empty()
    if settings.fusion != "dense":
        words = " ".join(plan.asked.terms)
        lexical = _lexical(archive, words, size * _LEXICAL_DEPTH, filters)
        lists.append(Ranked(lexical.ids[:size], lexical.scores[:size]))
    ids = list(dict.fromkeys(i for ranked in lists for i in ranked.ids.tolist()))
    return _read(archive, plan, ids, lexical, reader)


def _lexical(archive: Index, words: str, k: int, filters: Filters) -> Ranked:
    return archive.lexical(words, k, filters, weights=FIELD_WEIGHTS)


def _read(
    archive: Index, plan: Plan, ids: list[int], lexical: Ranked, reader: Reader
) -> Candidates:
    passages = archive.passages(ids)
    articles = reader.articles(passage.article_id for passage in passages)
    asked = plan.asked
    vectors = archive.sentence_vectors(ids)
    dense = (
        archive.passage_vectors(ids) @ asked.vector if ids else np.zeros(0, dtype=np.float32)
    ).astype(np.float32)
    parts = np.stack([part.vector for part in plan.parts]) if plan.parts else None
    bm25 = dict(zip(lexical.ids.tolist(), lexical.scores.tolist(), strict=True))
    reads = []
    for place, passage in enumerate(passages):
        article = articles[passage.article_id]
        own = np.asarray(vectors[place], dtype=np.float32)
        cosines = own @ asked.vector
        by_part = own @ parts.T if parts is not None and len(own) else None
        reads.append(
            Read(
                article_id=article.id,
                sentences=[article.text[a:b] for a, b in passage.sentences],
                terms=reader.terms(passage, article),
                title_terms=reader.title(article),
                cosine=float(dense[place]),
                sentence_cosines=cosines,
                part_cosine=float(by_part.max()) if by_part is not None else 0.0,
                lexical=bm25.get(passage.id, 0.0),
                outlet=bool(article.source) and squeeze(article.source or "") in plan.outlets,
                first=_sentences_before(passage),
            )
        )
    return Candidates(
        passages,
        [articles[passage.article_id] for passage in passages],
        reads,
        dense,
        np.array([bm25.get(i, 0.0) for i in ids], dtype=np.float32),
        vectors,
    )


def _sentences_before(passage: Passage) -> int:
    if passage.start == 0 or not passage.sentences:
        return 0
    mean = (passage.end - passage.start) / len(passage.sentences)
    return round(passage.start / max(mean, 1.0))
