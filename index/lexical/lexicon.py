"""The lexical index of a generation: BM25 over text, title and outlet, with tantivy."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from index.filters import Filters
from index.lexical.panics import readable
from index.lexical.writing import DocumentWriter
from index.ranked import Ranked
from index.text.terms import ANALYZER, analyzer, key, spaced, terms

WEIGHTS: Mapping[str, float] = {"text": 1.0, "title": 0.5, "source": 0.2}
_MANY = 200_000
_COMMON = 0.5


@dataclass(frozen=True, slots=True)
class Posting:
    """A passage as it is indexed; `article` is the key of its article's row."""

    passage: int
    article: int
    text: str
    title: str
    source: str
    author: str
    language: str
    day: int | None


@functools.cache
def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_unsigned_field("article", indexed=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in ("source_key", "author_key", "language_key"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name=ANALYZER, index_option="freq")
    return builder.build()


def opened(folder: Path) -> tuple[Any, TemporaryDirectory[str] | None]:
    """Open tantivy's files; through links beside them where its lock file cannot be written.

    Returns:
        tantivy's index, and the links, which must live as long as it is read.
    """
    import tantivy

    if os.access(folder, os.W_OK):
        return tantivy.Index.open(str(folder)), None
    links = TemporaryDirectory(prefix="dateline-")
    for path in folder.iterdir():
        if not path.name.endswith(".lock"):
            (Path(links.name) / path.name).symlink_to(path.absolute())
    return tantivy.Index.open(links.name), links


class Lexicon:
    """The postings of one generation, open for reading."""

    def __init__(self, folder: Path | None) -> None:
        """Open a folder, or nothing."""
        import tantivy

        self._folder = folder
        with readable(folder):
            if folder is None:
                self._index = tantivy.Index(_schema())
            else:
                self._index, self._links = opened(folder)
            self._index.register_tokenizer(ANALYZER, analyzer())
            self._searcher = self._index.searcher()

    @property
    def count(self) -> int:
        """How many passages are indexed."""
        return int(self._searcher.num_docs)

    def passages(self) -> list[int]:
        """Return the ids of all indexed passages."""
        import tantivy

        if not self.count:
            return []
        with readable(self._folder):
            found = self._searcher.search(tantivy.Query.all_query(), self.count, count=False)
            places = [place for _, place in found.hits]
            return [int(each or 0) for each in self._searcher.fast_field_values("passage", places)]

    def document_frequency(self, term: str) -> int:
        """Return in how many passages' texts an analysed term stands."""
        import tantivy

        query = tantivy.Query.term_query(_schema(), "text", term, index_option="basic")
        with readable(self._folder):
            counting: Any = self._searcher.search(query, 1)
            return int(counting.count)

    def search(
        self,
        query: str,
        k: int,
        filters: Filters,
        weights: Mapping[str, float] | None = None,
        rows: Sequence[int] | None = None,
    ) -> Ranked:
        """Return the passages that share terms with a query, by BM25.

        Args:
            query: any text; its terms are all optional.
            k: how many at most.
            filters: what may be found.
            weights: factor of each field (text, title, source); a field left out is not asked.
            rows: keys of the articles that `filters.articles` names; None where it names none.
        """
        import tantivy

        k = min(k, self.count)  # room is made for as many as are asked for
        words = list(dict.fromkeys(terms(query)))
        fields = WEIGHTS if weights is None else weights
        asked = [
            (tantivy.Occur.Should, self._term(field, word, weight))
            for field, weight in fields.items()
            if weight > 0
            for word in self._telling(field, words)
        ]
        if not asked or k < 1:
            return Ranked.empty()
        any_of_them = tantivy.Query.boolean_query(asked)
        if clauses := limits(filters, rows):
            must = (tantivy.Occur.Must, any_of_them)
            any_of_them = tantivy.Query.boolean_query([must, *clauses])
        with readable(self._folder):
            found = self._searcher.search(any_of_them, k, count=False)
            scores = np.array([score for score, _ in found.hits], np.float32)
            ids = self._searcher.fast_field_values("passage", [place for _, place in found.hits])
        return Ranked.best(np.array(ids, np.int64), scores, k)

    def _telling(self, field: str, words: Sequence[str]) -> Sequence[str]:
        """Return words, in a large archive without those that most passages have in the field.

        Those take three quarters of a search's time there and hardly move a score. They are all
        asked for when no other word occurs.
        """
        if self.count < _MANY:
            return words
        with readable(self._folder):
            counts = {word: self._searcher.doc_freq(field, word) for word in words}
        rarer = [word for word in words if counts[word] <= _COMMON * self.count]
        return rarer if any(counts[word] for word in rarer) else words

    def _term(self, field: str, word: str, weight: float) -> Any:
        import tantivy

        term = tantivy.Query.term_query(_schema(), field, word, index_option="freq")
        return term if weight == 1.0 else tantivy.Query.boost_query(term, weight)


def limits(filters: Filters, rows: Sequence[int] | None = None) -> list[tuple[Any, Any]]:
    """Return filters as clauses that must hold and add nothing to a score.

    Args:
        filters: what may be found.
        rows: keys of the articles that `filters.articles` names; None where it names none.
    """
    import tantivy

    clauses = []
    if rows is not None:
        clauses.append(tantivy.Query.term_set_query(_schema(), "article", list(rows)))
    if filters.since or filters.until:
        clauses.append(
            tantivy.Query.range_query(
                _schema(),
                "day",
                tantivy.FieldType.Integer,
                lower_bound=day_number(filters.since) if filters.since else 0,
                upper_bound=day_number(filters.until) if filters.until else 99_999_999,
            )
        )
    for field, names in (
        ("source_key", filters.sources),
        ("author_key", filters.authors),
        ("language_key", filters.languages),
    ):
        if names:
            wanted = [key(name) for name in names]
            clauses.append(tantivy.Query.term_set_query(_schema(), field, wanted))
    return [
        (tantivy.Occur.Must, tantivy.Query.const_score_query(clause, 0.0)) for clause in clauses
    ]


def day_number(day: Any) -> int:
    """Return a date as the integer YYYYMMDD."""
    return int(day.year * 10_000 + day.month * 100 + day.day)


class LexiconWriter(DocumentWriter):
    """Changes to the postings in a folder that no reader has opened."""

    def __init__(self, folder: Path) -> None:
        """Open a folder that holds linked postings, or an empty one."""
        import tantivy

        index = tantivy.Index(_schema(), path=str(folder))
        index.register_tokenizer(ANALYZER, analyzer())
        super().__init__(index, _schema())

    def add(self, postings: Iterable[Posting]) -> None:
        """Index passages."""
        import tantivy

        for posting in postings:
            document = tantivy.Document()
            document.add_unsigned("passage", posting.passage)
            document.add_unsigned("article", posting.article)
            if posting.day is not None:
                document.add_integer("day", posting.day)
            document.add_text("source_key", key(posting.source))
            document.add_text("author_key", key(posting.author))
            document.add_text("language_key", key(posting.language))
            document.add_text("text", spaced(posting.text))
            document.add_text("title", spaced(posting.title))
            document.add_text("source", spaced(posting.source))
            self._writer.add_document(document)
