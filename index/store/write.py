"""The rows of a write in progress; nobody else sees them until its generation is committed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from index.article import Article
from index.store.identity import Identity
from index.store.offsets import pack, unpack
from index.store.origins import Origins
from index.store.packed import packed
from index.store.records import State, digest_bytes
from index.store.schema import FOREVER, digest
from index.store.sources import Files, KnownFile
from index.text.passages import Span
from index.text.terms import key as folded

if TYPE_CHECKING:
    from index.folder.manifest import Manifest

Change: TypeAlias = Literal["added", "updated"]
COLUMNS = ", ".join(State._fields)
"""Columns of `articles` that hold a state."""
STATE = COLUMNS.replace("sha256", digest("sha256"))
"""What reads them."""
_DIGEST_BITS = 256


@dataclass(frozen=True, slots=True)
class Known:
    """A stored article: the key of its row, its id, and what makes it what it is."""

    key: int
    id: str
    state: State


class Edit:
    """Inserts and removals of one generation, inside an open transaction.

    Attributes:
        files: where articles were read from.
        touched: ids of articles that were inserted.
        changed: whether anything was written.
    """

    def __init__(self, connection: sqlite3.Connection, generation: int, threshold: float) -> None:
        """Write through a connection for a generation to come."""
        self._connection = connection
        self._generation = generation
        self._origins = Origins(connection, threshold)
        self._recorded = int(datetime.now(UTC).timestamp())
        self._articles = 0
        self._passages = 0
        self._digest = 0
        self.files = Files(connection, generation)
        self.touched: set[str] = set()
        self.changed = False

    def find(self, identity: Identity) -> Known | None:
        """Return the stored article that an identity means: by id, else address, else text."""
        if identity.id:
            return self._known("id = ?", identity.id)
        if identity.address is not None:
            return self._known("address = ?", identity.address)
        return self._known("text_key = ?", bytes.fromhex(identity.text))

    def _known(self, condition: str, value: Any) -> Known | None:
        row = self._connection.execute(
            f"SELECT key, id, {STATE} FROM articles WHERE {condition} AND removed = ? "
            "ORDER BY key LIMIT 1",
            (value, FOREVER),
        ).fetchone()
        if row is None:
            return None
        key, article_id, *state = row
        return Known(key, article_id, State(*state))

    def key(self, article_id: str) -> int | None:
        """Return the row key of a stored article."""
        known = self._known("id = ?", article_id)
        return known.key if known else None

    def same(self, known: Known, article: Article) -> bool:
        """Return whether an article is stored exactly as it is."""
        return known.state == State.of(article)

    def free_id(self, identity: Identity) -> str:
        """Return an id derived from an identity that no other article has."""
        for length in range(12, 64, 4):
            candidate = identity.derived(length)
            if self.key(candidate) is None:
                return candidate
        return identity.derived(64)

    def insert(
        self, article: Article, identity: Identity, passages: int, change: Change | None
    ) -> int:
        """Store an article and return the key of its row.

        Args:
            article: what is stored.
            identity: what it is recognised by.
            passages: how many it has.
            change: what its history says; None when only its passages are others now.
        """
        state = State.of(article)
        cursor = self._connection.execute(
            f"INSERT INTO articles (key, id, added, removed, {COLUMNS}, characters, passages, "
            "origin, address, text_key, source_key, author_key, language_key) "
            f"VALUES ({', '.join('?' * 20)})",
            (
                self._row_key(article.id, state),
                article.id,
                self._generation,
                FOREVER,
                *state.stored(),
                len(article.text),
                passages,
                0,
                identity.address,
                bytes.fromhex(identity.text),
                folded(article.source),
                folded(article.author),
                folded(article.language),
            ),
        )
        key = int(cursor.lastrowid or 0)
        self._connection.execute("INSERT INTO texts VALUES (?, ?)", (key, packed(article.text)))
        day = article.date.isoformat() if article.date else None
        origin = self._origins.tie(key, article.text, identity.text, day)
        self._connection.execute("UPDATE articles SET origin = ? WHERE key = ?", (origin, key))
        if change is not None:
            self._record(change, article.id, state, len(article.text))
        self._count(1, passages, article.id, state)
        self.touched.add(article.id)
        return key

    def _row_key(self, article_id: str, state: State) -> int | None:
        """Return the key of an article's new row; None for the next one that is free."""
        return None

    def cut_so(self, key: int, spans: Sequence[Span]) -> bool:
        """Return whether an article's row has just these passages."""
        rows = self._connection.execute(
            "SELECT start, stop, sentences FROM passages WHERE article = ? ORDER BY id", (key,)
        )
        found = [(start, stop, unpack(sentences)) for start, stop, sentences in rows]
        return found == [(each.start, each.end, tuple(each.sentences)) for each in spans]

    def insert_passages(self, key: int, first: int, spans: Sequence[Span]) -> None:
        """Store an article's passages under consecutive ids."""
        insert_passages(self._connection, key, first, spans)

    def remove(self, key: int, *, final: bool) -> list[int]:
        """Make an article's row end with this generation.

        Args:
            key: the row.
            final: False when a new version takes its place.

        Returns:
            The ids of its passages.
        """
        article_id, passages, characters, *rest = self._connection.execute(
            f"SELECT id, passages, characters, {STATE} FROM articles WHERE key = ?", (key,)
        ).fetchone()
        state = State(*rest)
        self._connection.execute(
            "UPDATE articles SET removed = ? WHERE key = ?", (self._generation, key)
        )
        if final:
            self._record("removed", article_id, state, int(characters))
        self._count(-1, -passages, article_id, state)
        rows = self._connection.execute("SELECT id FROM passages WHERE article = ?", (key,))
        return [each for (each,) in rows.fetchall()]

    def put_file(self, location: str, file: KnownFile) -> None:
        """Remember a file and the articles it holds."""
        self.files.put(location, file)
        self.changed = True

    def drop_file(self, location: str) -> None:
        """Forget a file."""
        self.files.drop(location)
        self.changed = True

    def totals(self, base: Manifest) -> tuple[int, int, str]:
        """Return articles, passages and the digest of all articles after the changes."""
        digest = (int(base.articles, 16) + self._digest) % (1 << _DIGEST_BITS)
        return (
            base.counts.articles + self._articles,
            base.counts.passages + self._passages,
            f"{digest:064x}",
        )

    def _record(self, change: str, article_id: str, state: State, characters: int) -> None:
        self._connection.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                self._generation,
                change,
                self._recorded,
                state.title,
                state.day,
                digest_bytes(state.sha256),
                characters,
            ),
        )

    def _count(self, sign: int, passages: int, article_id: str, state: State) -> None:
        self.changed = True
        self._articles += sign
        self._passages += passages
        self._digest += sign * article_digest(article_id, state)


def insert_passages(
    connection: sqlite3.Connection, key: int, first: int, spans: Sequence[Span]
) -> None:
    """Store the passages of an article's row under consecutive ids."""
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
        [
            (number, key, span.start, span.end, pack(span.sentences))
            for number, span in enumerate(spans, start=first)
        ],
    )


def article_digest(article_id: str, state: State) -> int:
    """Return a number that stands for an article with its metadata; sums of them for sets."""
    data = json.dumps([article_id, *state], ensure_ascii=False).encode("utf-8")
    return int.from_bytes(hashlib.sha256(data).digest(), "big")
