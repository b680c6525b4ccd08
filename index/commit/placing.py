"""What becomes of an article that is offered to a write, whatever holds the passages."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING

from index.article import Article
from index.commit.embedding_queue import Embedding, Sink
from index.encode.base import Encoder, PassageText
from index.settings import IndexSettings
from index.store.identity import Identity
from index.store.records import Placed
from index.store.write import Change, Edit
from index.text.passages import CUTTING, Shape, Span, cut_article
from index.text.validate import problem

if TYPE_CHECKING:
    from index.load.base import Refusal

_FIRST = 96
"""Passages of the first batch: with it the model is got ready while more is read."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a write is: articles looked at, passages embedded so far."""

    articles: int = 0
    passages: int = 0


class Placing(ABC):
    """A write in progress; to be used with `with`, under the writer's lock.

    Leaving the block commits; an exception leaves the archive as it was.

    Attributes:
        edit: the rows that are written.
        number: the generation that the commit will make.
    """

    edit: Edit
    number: int
    _shape: Shape

    def __init__(
        self,
        settings: IndexSettings,
        encoder: Callable[[], Encoder],
        progress: Callable[[Progress], None] | None,
        sink: Sink,
    ) -> None:
        """Prepare a write.

        Args:
            settings: how to cut and tie articles.
            encoder: gives the model when something has to be embedded.
            progress: told how far the write is.
            sink: takes the vectors.
        """
        self._settings = settings
        self._load = encoder
        self._progress = progress
        self._done = Progress()
        self._encoder: Encoder | None = None
        self._pending: list[tuple[int, int, PassageText]] = []
        self._batch = min(_FIRST, settings.encode_batch)
        self._embedding = Embedding(sink, lambda count: self._advance(passages=count))
        self._counting = threading.Lock()

    @abstractmethod
    def __enter__(self) -> Placing:
        """Undo what a crashed writer left, and begin."""

    @abstractmethod
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, unless an exception ended the block or nothing was changed."""

    def prepare(self) -> None:
        """Get the model ready for many passages while the first articles are read."""
        self._embedding.prepare(self._model())

    def expect(self, articles: Sequence[Article | Refusal]) -> None:
        """Learn of articles that are about to be put, so that they may be looked up together."""
        return None

    def put(self, article: Article) -> Placed | Refusal:
        """Add an article, or put it in the place of its earlier version."""
        from index.load.base import Refusal

        if not isinstance(article, Article):
            raise TypeError(f"an Article is expected, not {type(article).__name__}")
        self._advance(articles=1)
        reason = problem(article)
        if reason is not None:
            return Refusal(str(article.id or article.url or article.title or "article"), reason)
        identity = Identity.of(article)
        known = self.edit.find(identity)
        if known is not None:
            article = replace(article, id=known.id)
            if self.edit.same(known, article):
                repeated = not identity.id and known.id in self.edit.touched
                return Placed("duplicates" if repeated else "unchanged", known.id)
            if not identity.id and identity.address is None:
                return Placed("duplicates", known.id)
            self._drop([known.key])
        else:
            article = replace(article, id=identity.id or self.edit.free_id(identity))
        spans = self._cut(article)
        change: Change = "added" if known is None else "updated"
        self._index(self.edit.insert(article, identity, len(spans), change), article, spans)
        return Placed(change, article.id)

    def recut(self, article: Article) -> bool:
        """Cut a stored article by the present rules; return whether that changed its passages."""
        spans = self._cut(article)
        key = self.edit.key(article.id)
        if key is None or self.edit.cut_so(key, spans):
            return False
        self._drop([key])
        key = self.edit.insert(article, Identity.of(article), len(spans), None)
        self._index(key, article, spans)
        return True

    def cut_by_present_rules(self) -> None:
        """Note that every article of the archive is cut by the present rules."""
        self._shape = self._shape.model_copy(update={"cutting": CUTTING})
        self.edit.changed = True

    def _cut(self, article: Article) -> list[Span]:
        """Cut an article as the archive is cut."""
        return cut_article(article, self._shape, self._settings)

    def remove(self, ids: Sequence[str]) -> int:
        """Take articles out; ids that are not there are passed over. Returns how many went."""
        keys = [key for each in dict.fromkeys(ids) if (key := self.edit.key(each)) is not None]
        self._drop(keys, final=True)
        return len(keys)

    @abstractmethod
    def _drop(self, keys: Sequence[int], *, final: bool = False) -> None:
        """Make articles' rows end with this generation.

        Args:
            keys: the rows.
            final: False when new versions take their places.
        """

    @abstractmethod
    def _index(self, key: int, article: Article, spans: Sequence[Span]) -> None:
        """Write an article's passages and have them embedded."""

    @abstractmethod
    def _model(self) -> Encoder:
        """Return the model, checked against that of the archive."""

    def _queue(self, passage: int, key: int, context: str, text: str, span: Span) -> None:
        """Have a passage embedded, once there are enough of them."""
        local = tuple((start - span.start, end - span.start) for start, end in span.sentences)
        self._pending.append((passage, key, PassageText(context, text, local)))
        if len(self._pending) >= self._batch:
            self._embed()
            self._batch = self._settings.encode_batch

    def _embed(self) -> None:
        if not self._pending:
            return
        ids, keys, texts = (list(each) for each in zip(*self._pending, strict=True))
        self._pending = []
        self._embedding.put(self._model(), ids, keys, texts)

    def _advance(self, *, articles: int = 0, passages: int = 0) -> None:
        with self._counting:
            self._done = Progress(self._done.articles + articles, self._done.passages + passages)
            if self._progress is not None:
                self._progress(self._done)
