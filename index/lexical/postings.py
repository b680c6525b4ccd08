"""Building the postings of a generation from what is stored."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.article import Article
from index.lexical.lexicon import LexiconWriter, Posting, day_number
from index.store.read import Store


def posting(passage: int, key: int, article: Article, text: str) -> Posting:
    """Return a passage as it is indexed.

    Args:
        passage: its id.
        key: the row of its article.
        article: its article; the text is not used.
        text: the passage's words.
    """
    return Posting(
        passage,
        key,
        text,
        article.title,
        article.source or "",
        article.author or "",
        article.language or "",
        day_number(article.date) if article.date else None,
    )


def stored(connection: sqlite3.Connection, generation: int) -> Iterator[Posting]:
    """Yield the passages of a generation as they are indexed, in the order of their ids."""
    for key, article in Store(connection, generation).keyed():
        spans = connection.execute(
            "SELECT id, start, stop FROM passages WHERE article = ? ORDER BY id", (key,)
        ).fetchall()
        for passage, start, stop in spans:
            yield posting(passage, key, article, article.text[start:stop])


def rebuild(connection: sqlite3.Connection, generation: int, folder: Path) -> None:
    """Write the postings of a generation into a folder, in the place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    writer = LexiconWriter(folder)
    writer.add(stored(connection, generation))
    writer.commit()
