"""Reading one generation of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from index.article import Article, Passage
from index.commit.snapshot import Snapshot
from index.encode.base import Float32
from index.filters import Filters
from index.find.found import Finder
from index.folder.manifest import Manifest
from index.names.article import Name
from index.ranked import Ranked
from index.store.names import of_article
from index.store.records import ArticleInfo, Version
from index.store.searching import NO_FILTERS
from index.text.terms import terms

T = TypeVar("T")


class Reader:
    """What one committed generation holds; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read a snapshot."""
        self._snapshot = snapshot

    @property
    def manifest(self) -> Manifest:
        """What the generation says of itself."""
        return self._snapshot.manifest

    @property
    def generation(self) -> int:
        """Number of the generation that is read; 0 for an archive that was never written."""
        return self._snapshot.manifest.generation

    def cached(self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one object of a type that is kept beside this generation.

        It is dropped with the generation, so that nothing read of one is taken for the next.

        Args:
            kind: the object's type, which no other reader uses.
            make: makes it when it is asked for first.
        """
        return self._snapshot.cached(kind, make)

    def __len__(self) -> int:
        """Return the number of articles."""
        return self.manifest.counts.articles

    def __contains__(self, article_id: object) -> bool:
        """Return whether there is an article with an id."""
        return isinstance(article_id, str) and self._snapshot.store.key(article_id) > 0

    @property
    def passage_count(self) -> int:
        """The number of passages."""
        return self.manifest.counts.passages

    def article(self, article_id: str) -> Article:
        """Return a whole article.

        Raises:
            ArticleNotFoundError: there is none with this id.
        """
        return self._snapshot.store.article(article_id)

    def ids(self, beginning: str) -> list[str]:
        """Return the ids that begin so, sorted."""
        return self._snapshot.store.ids(beginning)

    def articles_of(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return whole articles by id; one that there is not is left out."""
        return self._snapshot.store.articles_of(ids)

    def articles(self, filters: Filters | None = None) -> list[ArticleInfo]:
        """Return the articles that filters let through, without texts, newest first."""
        return self._snapshot.store.articles(filters or NO_FILTERS)

    def whole_articles(self) -> Iterator[Article]:
        """Yield every article with its text, in the order in which they came."""
        return self._snapshot.store.whole()

    def sources(self) -> list[str]:
        """Return the outlets, sorted."""
        return self._snapshot.store.sources()

    def last_day(self) -> date | None:
        """Return the day of the newest article; None where none has one."""
        return self._snapshot.store.last_day()

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return passages by id, in the order asked for."""
        return self._snapshot.store.passages(ids)

    def article_passages(self, article_id: str) -> list[Passage]:
        """Return an article's passages in reading order."""
        return self._snapshot.store.article_passages(article_id)

    def also(self, article_id: str) -> list[str]:
        """Return the ids of the other articles with the same origin, oldest first."""
        return self._snapshot.store.also(article_id)

    def versions(self, article_id: str) -> list[Version]:
        """Return the states that an article was in, oldest first."""
        return self._snapshot.store.versions(article_id)

    def changed_since(self, generation: int) -> list[str]:
        """Return the ids of the articles that were added or updated after a generation."""
        return self._snapshot.store.changed_since(generation)

    @property
    def finder(self) -> Finder:
        """The searches of this generation."""
        snapshot = self._snapshot
        return snapshot.cached(Finder, lambda: Finder(snapshot))

    def article_names(self, article_id: str) -> list[Name]:
        """Return the names in an article with all their places, in the order of the first."""
        snapshot = self._snapshot
        return of_article(snapshot.store, article_id) if snapshot.texts is not None else []

    def terms(self, text: str) -> list[str]:
        """Return a text's terms as the lexical index has them."""
        return terms(text)

    def document_frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each of some terms stands."""
        self._snapshot.check()
        return {term: self._snapshot.lexicon.document_frequency(term) for term in terms}

    def passage_vectors(self, ids: Sequence[int]) -> Float32:
        """Return the vectors of passages, shape (len(ids), dimension)."""
        self._snapshot.check()
        return self._snapshot.vectors.passages(ids)

    def sentence_vectors(self, ids: Sequence[int]) -> list[Float32]:
        """Return for each passage the vectors of its sentences, a row a sentence."""
        self._snapshot.check()
        return self._snapshot.vectors.sentences(ids)

    def dense(self, vector: Float32, k: int, filters: Filters = NO_FILTERS) -> Ranked:
        """Return the k passages nearest to a unit vector, by cosine, best first."""
        snapshot = self._snapshot
        snapshot.check()
        return snapshot.vectors.search(vector, k, snapshot.allowed(filters))

    def lexical(
        self,
        query: str,
        k: int,
        filters: Filters = NO_FILTERS,
        *,
        weights: Mapping[str, float] | None = None,
    ) -> Ranked:
        """Return the k passages that answer to a query's terms, by BM25, best first.

        Args:
            query: any text; nothing is found when it has no word.
            k: how many at most.
            filters: what may be found.
            weights: factor of each field: text, title, source; None for the usual ones.
        """
        snapshot = self._snapshot
        snapshot.check()
        return snapshot.lexicon.search(query, k, filters, weights, snapshot.rows(filters))
