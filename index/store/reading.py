"""What is read of an archive, whatever holds it: the one thing between `rag/` and a store."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from index.article import Article, Passage
from index.errors import EngineError
from index.filters import Filters
from index.store.records import ArticleInfo, Version
from index.store.searching import NO_FILTERS, Searching

if TYPE_CHECKING:
    from index.encode.base import Float32
    from index.folder.manifest import Manifest
    from index.ranked import Ranked

T = TypeVar("T")


class Reading(Searching):
    """What one committed generation tells; safe to use from several threads."""

    @property
    @abstractmethod
    def manifest(self) -> Manifest:
        """What the generation says of itself."""

    @property
    @abstractmethod
    def generation(self) -> int:
        """Number of the generation that is read; 0 for an archive that was never written."""

    @property
    @abstractmethod
    def passage_count(self) -> int:
        """The number of passages."""

    @abstractmethod
    def __len__(self) -> int:
        """Return the number of articles."""

    @abstractmethod
    def __contains__(self, article_id: object) -> bool:
        """Return whether there is an article with an id."""

    @abstractmethod
    def exists(self) -> bool:
        """Return whether anything was ever committed here."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what is read."""

    @abstractmethod
    def newest(self) -> int:
        """Return the number of the newest committed generation, read here or not."""

    @abstractmethod
    def refresh(self) -> bool:
        """Move to the newest committed generation; return whether there was a newer one."""

    @abstractmethod
    def cached(self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one object of a type that is kept beside this generation."""

    @abstractmethod
    def article(self, article_id: str) -> Article:
        """Return a whole article.

        Raises:
            ArticleNotFoundError: there is none with this id.
        """

    @abstractmethod
    def ids(self, beginning: str) -> list[str]:
        """Return the ids that begin so, sorted."""

    @abstractmethod
    def articles_of(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return whole articles by id; one that there is not is left out."""

    @abstractmethod
    def articles(self, filters: Filters | None = None) -> list[ArticleInfo]:
        """Return the articles that filters let through, without texts, newest first."""

    @abstractmethod
    def whole_articles(self) -> Iterator[Article]:
        """Yield every article with its text."""

    @abstractmethod
    def sources(self) -> list[str]:
        """Return the outlets, sorted."""

    @abstractmethod
    def last_day(self) -> date | None:
        """Return the day of the newest article; None where none has one."""

    @abstractmethod
    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return passages by id, in the order asked for."""

    @abstractmethod
    def article_passages(self, article_id: str) -> list[Passage]:
        """Return an article's passages in reading order."""

    @abstractmethod
    def also(self, article_id: str) -> list[str]:
        """Return the ids of the other articles with the same origin, oldest first."""

    def changed_since(self, generation: int) -> list[str]:
        """Return the ids of the articles that were added or updated after a generation.

        Raises:
            EngineError: an engine holds the archive.
        """
        raise EngineError(f"what changed after generation {generation} needs an index folder")

    @abstractmethod
    def versions(self, article_id: str) -> list[Version]:
        """Return the states that an article was in, oldest first."""

    @abstractmethod
    def terms(self, text: str) -> list[str]:
        """Return a text's terms as the lexical index has them."""

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term, as `terms` gives it, stands."""
        return self.document_frequencies([term])[term]

    @abstractmethod
    def document_frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each of some terms stands; an engine is asked once."""

    @abstractmethod
    def passage_vectors(self, ids: Sequence[int]) -> Float32:
        """Return the vectors of passages, shape (len(ids), dimension)."""

    @abstractmethod
    def sentence_vectors(self, ids: Sequence[int]) -> list[Float32]:
        """Return for each passage the vectors of its sentences, a row a sentence."""

    @abstractmethod
    def dense(self, vector: Float32, k: int, filters: Filters = NO_FILTERS) -> Ranked:
        """Return the k passages nearest to a unit vector, by cosine, best first."""

    @abstractmethod
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
