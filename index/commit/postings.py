"""The words of a generation that is being written: of its passages, and of its articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.article import Article
from index.commit.publish import LEXICAL
from index.find import texts
from index.find.texts import TEXTS, TextsWriter
from index.folder.disk import link_tree
from index.folder.manifest import Layout
from index.lexical import postings
from index.lexical.lexicon import LexiconWriter
from index.names.article import names
from index.store.names import insert
from index.text.passages import Span


class Postings:
    """Changes to what was committed before; opened when there is something to change."""

    def __init__(
        self,
        layout: Layout,
        base: int,
        number: int,
        connection: sqlite3.Connection,
        *,
        named: bool,
    ) -> None:
        """Prepare for changes.

        Args:
            layout: the index.
            base: the generation that is changed; 0 for none.
            number: the generation that is written.
            connection: in the transaction that holds its rows.
            named: whether names are looked for in the articles.
        """
        self._before = layout.generation(base) if base else None
        self._folder = layout.generation(number)
        self._number = number
        self._connection = connection
        self._named = named
        self._lexicon: LexiconWriter | None = None
        self._texts: TextsWriter | None = None

    def add(self, key: int, article: Article, first: int, spans: Sequence[Span]) -> None:
        """Index an article.

        Args:
            key: its row.
            article: the article.
            first: the id of its first passage; those of the others follow.
            spans: its passages.
        """
        lexicon, whole = self._open()
        lexicon.add(
            postings.posting(passage, key, article, article.text[span.start : span.end])
            for passage, span in enumerate(spans, start=first)
        )
        if whole is not None:
            found = names(article.text, article.language) if self._named else []
            insert(self._connection, key, found)
            whole.add(key, article, found)

    def remove(self, keys: Sequence[int]) -> None:
        """Take articles out, given the keys of their rows."""
        lexicon, whole = self._open()
        lexicon.remove(keys)
        if whole is not None:
            whole.remove(keys)

    def seal(self, *, again: bool) -> None:
        """Write what was changed.

        Args:
            again: write all of it anew, so that nothing is left of what was removed.
        """
        lexicon, whole = self._open()
        lexicon.commit()
        if whole is not None:
            whole.commit()
        self._lexicon = self._texts = None
        if again:
            postings.rebuild(self._connection, self._number, self._folder / LEXICAL)
        if again or whole is None:
            folder = self._folder / TEXTS
            texts.rebuild(self._connection, self._number, folder, named=self._named)

    def abandon(self) -> None:
        """Let go without writing."""
        for writer in (self._lexicon, self._texts):
            if writer is not None:
                writer.abandon()
        self._lexicon = self._texts = None

    def _open(self) -> tuple[LexiconWriter, TextsWriter | None]:
        """Return both writers; that of whole articles is None where all are still to be written.

        An archive of the first format has none of them before its first change.
        """
        if self._lexicon is None:
            self._lexicon = LexiconWriter(self._linked(LEXICAL))
            if self._before is None or (self._before / TEXTS).is_dir():
                self._texts = TextsWriter(self._linked(TEXTS))
        return self._lexicon, self._texts

    def _linked(self, name: str) -> Path:
        folder = self._folder / name
        if self._before is None:
            folder.mkdir(parents=True)
        else:
            link_tree(self._before / name, folder)
        return folder
