"""The articles of a generation as they are searched: words with their places, with tantivy.

A document is an article, not a passage, so that AND and NOT hold for the whole of it. Words stand
twice: in `text` and `title` as they are, with their places, for phrases and beginnings; in
`text_forms` and `title_forms` stemmed, for words in any of their forms.
"""

from __future__ import annotations

import functools
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.lexical.lexicon import day_number, opened
from index.lexical.panics import readable
from index.lexical.writing import DocumentWriter
from index.names.article import Name, names
from index.store.names import insert, stored
from index.store.read import Store
from index.text.terms import ANALYZER, PLAIN, analyzer, key, plain_analyzer, spaced

TEXTS = "texts"
"""Folder of a generation that they are in."""
_FORMS = ("text_forms", "title_forms")
_PLACED = ("text", "title", "outlet", "author")
_KEYS = ("source_key", "author_key", "language_key", "name")


@functools.cache
def schema() -> Any:
    """Return the fields of an article's document."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("article", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in _KEYS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _FORMS:
        builder.add_text_field(name, tokenizer_name=ANALYZER, index_option="freq")
    for name in _PLACED:
        builder.add_text_field(name, tokenizer_name=PLAIN, index_option="position")
    return builder.build()


def _prepared(index: Any) -> Any:
    index.register_tokenizer(ANALYZER, analyzer())
    index.register_tokenizer(PLAIN, plain_analyzer())
    return index


class Texts:
    """The searchable articles of one generation."""

    def __init__(self, folder: Path) -> None:
        """Open a folder."""
        self._folder = folder
        with readable(folder):
            self._index, self._links = opened(folder)
            self._searcher = _prepared(self._index).searcher()

    @property
    def count(self) -> int:
        """How many articles are indexed."""
        return int(self._searcher.num_docs)

    def search(self, query: Any) -> NDArray[np.int64]:
        """Return the row keys of the articles that fit a query of tantivy's, best first."""
        with readable(self._folder):
            found = self._searcher.search(query, max(1, self.count), count=False)
            places = [place for _, place in found.hits]
            return np.array(self._searcher.fast_field_values("article", places), np.int64)

    def keys(self) -> list[int]:
        """Return the row keys of all articles."""
        import tantivy

        found: list[int] = self.search(tantivy.Query.all_query()).tolist()
        return found


class TextsWriter(DocumentWriter):
    """Changes to the searchable articles in a folder that no reader has opened."""

    def __init__(self, folder: Path) -> None:
        """Open a folder that holds linked files, or an empty one."""
        import tantivy

        super().__init__(_prepared(tantivy.Index(schema(), path=str(folder))), schema())

    def add(self, row: int, article: Article, named: Iterable[Name] = ()) -> None:
        """Index an article, given the key of its row and the names in it."""
        import tantivy

        document = tantivy.Document()
        document.add_unsigned("article", row)
        if article.date is not None:
            document.add_integer("day", day_number(article.date))
        document.add_text("source_key", key(article.source))
        document.add_text("author_key", key(article.author))
        document.add_text("language_key", key(article.language))
        text, title = spaced(article.text), spaced(article.title)
        for field, words in (("text", text), ("title", title)):
            document.add_text(field, words)
            document.add_text(f"{field}_forms", words)
        for key_of_name in {each.key for each in named}:
            document.add_text("name", key_of_name)
        document.add_text("outlet", spaced(article.source or ""))
        document.add_text("author", spaced(article.author or ""))
        self._writer.add_document(document)


def rebuild(connection: sqlite3.Connection, generation: int, folder: Path, *, named: bool) -> None:
    """Write the searchable articles of a generation into a folder, in place of what is there.

    Args:
        connection: in the transaction that holds its rows.
        generation: its number.
        folder: where to.
        named: whether names are looked for in articles that have none.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    writer = TextsWriter(folder)
    for row, article in Store(connection, generation).keyed():
        found = stored(connection, row)
        if named and not found:
            found = names(article.text, article.language)
            insert(connection, row, found)
        writer.add(row, article, found)
    writer.commit()
