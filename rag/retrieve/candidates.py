"""Passages that each retriever offers, read once for all that comes after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from index.archive import Index
from index.article import Article, Passage
from index.filters import Filters
from index.ranked import Ranked
from rag.query.plan import Plan
from rag.settings import RagSettings
from rag.types import Hit

# A name in the title says what the article is about; the outlet is often named in a question.
FIELD_WEIGHTS = {"text": 1.0, "title": 0.5, "source": 0.5}
_PART_SHARE = 4
_LEXICAL_DEPTH = 5
_CACHED_PASSAGES = 20_000
_CACHED_ARTICLES = 4_000
_CACHED_LENGTH = 100_000


@dataclass(slots=True)
class _Cache:
    """What was read of one generation: articles, and the terms of passages and titles."""

    articles: dict[str, Article] = field(default_factory=dict)
    terms: dict[int, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    titles: dict[str, frozenset[str]] = field(default_factory=dict)

    def make_room(self) -> None:
        """Begin anew once it is much; who is reading meanwhile goes on with what there was."""
        if len(self.terms) > _CACHED_PASSAGES or len(self.articles) > _CACHED_ARTICLES:
            self.articles, self.terms, self.titles = {}, {}, {}


class PassageReader:
    """Reads passages, keeping them beside the generation for the next question."""

    def __init__(self, archive: Index) -> None:
        """Read from an archive as it is now."""
        self._archive = archive
        self._cache = archive.cached(_Cache, _Cache)
        self._cache.make_room()

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return articles of the archive by id.

        Raises:
            ArticleNotFoundError: there is none with one of these ids.
        """
        kept = self._cache.articles
        wanted = dict.fromkeys(ids)
        found = {each: kept[each] for each in wanted if each in kept}
        missing = [each for each in wanted if each not in found]
        read = self._archive.articles_of(missing) if missing else {}
        for each in missing:
            found[each] = article = read.get(each) or self._archive.article(each)
            if len(article.text) <= _CACHED_LENGTH:
                kept[each] = article
        return found

    def terms(self, passage: Passage, article: Article) -> tuple[tuple[str, ...], ...]:
        """Return the analysed terms of each sentence of a passage."""
        found = self._cache.terms.get(passage.id)
        if found is None:
            found = tuple(
                tuple(self._archive.terms(article.text[a:b])) for a, b in passage.sentences
            )
            self._cache.terms[passage.id] = found
        return found

    def title(self, article: Article) -> frozenset[str]:
        """Return the analysed terms of an article's title."""
        found = self._cache.titles.get(article.id)
        if found is None:
            found = frozenset(self._archive.terms(article.title))
            self._cache.titles[article.id] = found
        return found


def gather(archive: Index, plan: Plan, filters: Filters, settings: RagSettings) -> list[Hit]:
    """Return what the retrievers that the fusion needs find for a question and its parts.

    The hits have the retrievers' scores and no fused one yet.
    """
    size = settings.candidates
    lists: list[Ranked] = []
    if settings.fusion != "lexical":
        lists.append(archive.dense(plan.asked.vector, size, filters))
        share = max(5, size // _PART_SHARE)
        lists += [archive.dense(part.vector, share, filters) for part in plan.parts]
    lexical = Ranked.empty()
    if settings.fusion != "dense":
        words = " ".join(plan.asked.terms)
        lexical = archive.lexical(words, size * _LEXICAL_DEPTH, filters, weights=FIELD_WEIGHTS)
        lists.append(Ranked(lexical.ids[:size], lexical.scores[:size]))
    ids = list(dict.fromkeys(i for ranked in lists for i in ranked.ids.tolist()))
    return hits_of(archive, plan, ids, lexical) if ids else []


def hits_of(archive: Index, plan: Plan, ids: list[int], lexical: Ranked | None = None) -> list[Hit]:
    """Return passages as hits, with their cosines and without a fused score.

    Args:
        archive: that they are of.
        plan: the question.
        ids: the passages.
        lexical: the terms' scores of some of them; the others have 0.
    """
    reader = PassageReader(archive)
    passages = archive.passages(ids)
    articles = reader.articles(passage.article_id for passage in passages)
    dense = (archive.passage_vectors(ids) @ plan.asked.vector).astype(np.float32)
    lexical = lexical or Ranked.empty()
    bm25 = dict(zip(lexical.ids.tolist(), lexical.scores.tolist(), strict=True))
    hits = []
    for passage, vectors, cosine in zip(
        passages, archive.sentence_vectors(ids), dense.tolist(), strict=True
    ):
        article = articles[passage.article_id]
        hits.append(
            Hit(
                passage,
                article,
                score=0.0,
                scores={"dense": cosine, "lexical": bm25.get(passage.id, 0.0)},
                terms=reader.terms(passage, article),
                title_terms=reader.title(article),
                vectors=np.asarray(vectors, dtype=np.float32),
            )
        )
    return hits
