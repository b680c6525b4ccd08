"""A writer's working rows: SQLite beside it, filled from Milvus with what an article may meet.

What makes two articles the same one, what an update is, and which articles tell one story is
decided by the code of the embedded archive, over these rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from index.lexical.lexicon import day_number
from index.milvus.engine import Engine, Row
from index.milvus.rows import FOREVER, number, quoted
from index.milvus.schema import Names
from index.store.identity import Identity
from index.store.origins import DAYS, Origins, Signature
from index.store.records import State
from index.store.schema import TABLES
from index.store.sources import Files, KnownFile
from index.store.write import COLUMNS, Edit, Known

_NEAR = 1000
_FIELDS = (
    "key",
    "id",
    "added",
    "removed",
    "origin",
    "day",
    "characters",
    "passages",
    "address",
    "text_key",
    "source_key",
    "author_key",
    "language_key",
    "bands",
    "signature",
    "state",
)


def working_rows() -> sqlite3.Connection:
    """Return an empty archive that only this process sees, on the disk once it is large."""
    connection = sqlite3.connect("", check_same_thread=False, isolation_level=None)
    connection.executescript(TABLES)
    return connection


class Recall:
    """Brings rows of Milvus into the working rows, each once."""

    def __init__(self, engine: Engine, names: Names, connection: sqlite3.Connection) -> None:
        """Fill a database from an archive."""
        self._engine = engine
        self._names = names
        self._connection = connection
        self._asked: set[tuple[str, str]] = set()

    def by(self, field: str, value: str) -> None:
        """Bring the articles that have a value in a field."""
        if (field, value) not in self._asked and value:
            self._asked.add((field, value))
            self._bring(f"{field} in {quoted([value])}", None)

    def all_by(self, values: Mapping[str, set[str]]) -> None:
        """Bring the articles that have one of some values in one of some fields."""
        clauses = []
        for field, wanted in values.items():
            new = {each for each in wanted if each and (field, each) not in self._asked}
            self._asked.update((field, each) for each in new)
            if new:
                clauses.append(f"{field} in {quoted(sorted(new))}")
        if clauses:
            self._bring(f"({' or '.join(clauses)})", None)

    def near(self, bands: Iterable[int], first: int, last: int) -> None:
        """Bring the articles that share a band with a text, within days given as YYYYMMDD."""
        self._bring(
            f"((day >= {first} and day <= {last}) or day == 0) "
            f"and array_contains_any(bands, {quoted(bands)})",
            _NEAR,
        )

    def _bring(self, condition: str, limit: int | None) -> None:
        rows = self._engine.rows(
            self._names.articles,
            f"piece == 0 and removed == {FOREVER} and {condition}",
            _FIELDS,
            limit,
        )
        for row in rows:
            self._insert(row)

    def _insert(self, row: Row) -> None:
        state = State(*json.loads(row["state"]))
        self._connection.execute(
            f"INSERT OR IGNORE INTO articles (key, id, added, removed, {COLUMNS}, characters, "
            "passages, origin, address, text_key, source_key, author_key, language_key) "
            f"VALUES ({', '.join('?' * 20)})",
            (
                int(row["key"]),
                row["id"],
                int(row["added"]),
                int(row["removed"]),
                *state.stored(),
                int(row["characters"]),
                int(row["passages"]),
                int(row["origin"]),
                row["address"] or None,
                bytes.fromhex(row["text_key"]),
                row["source_key"],
                row["author_key"],
                row["language_key"],
            ),
        )
        if row["signature"]:
            self._connection.execute(
                "INSERT OR IGNORE INTO signatures VALUES (?, ?)",
                (int(row["key"]), bytes.fromhex(row["signature"])),
            )
        day = date.fromisoformat(state.day).toordinal() if state.day else 0
        self._connection.executemany(
            "INSERT OR IGNORE INTO dated_bands VALUES (?, ?, ?)",
            [(int(band), day, int(row["key"])) for band in row["bands"]],
        )

    def files(self, condition: str) -> None:
        """Bring what is known of files and of the articles they hold."""
        if ("files", condition) in self._asked:
            return
        self._asked.add(("files", condition))
        rows = self._engine.rows(
            self._names.records,
            f'kind in ["file", "holding"] and {condition}',
            ("kind", "subject", "location", "value"),
        )
        held: dict[str, list[str]] = {}
        for row in rows:
            if row["kind"] == "holding":
                held.setdefault(row["location"], []).append(row["subject"])
        for location, articles in held.items():
            self._connection.executemany(
                "INSERT INTO holdings SELECT ?, ?, 0, ? WHERE NOT EXISTS (SELECT 1 FROM holdings "
                "WHERE article = ? AND location = ?)",
                [(each, location, FOREVER, each, location) for each in articles],
            )
        for row in rows:
            if row["kind"] == "file":
                size, mtime, sha256 = json.loads(row["value"])
                named = json.dumps(held.get(row["location"], []), ensure_ascii=False)
                self._connection.execute(
                    "INSERT INTO files SELECT ?, 0, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM "
                    "files WHERE location = ?)",
                    (row["location"], FOREVER, size, mtime, sha256, named, row["location"]),
                )


class EngineFiles(Files):
    """The files that articles were read from.

    Attributes:
        touched: locations of which something else is known than before.
    """

    def __init__(self, connection: sqlite3.Connection, generation: int, recall: Recall) -> None:
        """Keep them in the working rows."""
        super().__init__(connection, generation)
        self._recall = recall
        self.touched: set[str] = set()

    def get(self, location: str) -> KnownFile | None:
        """Return what is known of a file."""
        self._recall.files(f"location in {quoted([location])}")
        return super().get(location)

    def other(self, article_id: str, location: str) -> str | None:
        """Return another file that holds an article, None when there is none."""
        self._recall.files(f"subject in {quoted([article_id])}")
        return super().other(article_id, location)

    def below(self, places: Iterable[str]) -> list[str]:
        """Return the known files that are one of the places or lie in one of them."""
        self._recall.files('location != ""')
        return super().below(places)

    def drop(self, location: str) -> None:
        """Forget a file."""
        self._recall.files(f"location in {quoted([location])}")
        self.touched.add(location)
        super().drop(location)


class _EngineOrigins(Origins):
    def __init__(self, connection: sqlite3.Connection, threshold: float, recall: Recall) -> None:
        super().__init__(connection, threshold)
        self._recall = recall

    def tie(self, key: int, text: str, text_key: str, day: str | None) -> int:
        self._recall.by("text_key", text_key)
        return super().tie(key, text, text_key, day)

    def _nearest(self, sketch: Signature, numbers: list[int], day: str | None) -> int | None:
        first, last = (_shifted(day, -DAYS), _shifted(day, DAYS)) if day else (0, 99_999_999)
        self._recall.near(numbers, first, last)
        return super()._nearest(sketch, numbers, day)


def _shifted(day: str, days: int) -> int:
    moved = date.fromisoformat(day).toordinal() + days
    return day_number(date.fromordinal(min(max(moved, 1), date.max.toordinal())))


class EngineEdit(Edit):
    """Inserts and removals of one generation, over the working rows."""

    files: EngineFiles

    def __init__(
        self, connection: sqlite3.Connection, generation: int, threshold: float, recall: Recall
    ) -> None:
        """Write through a database for a generation to come."""
        super().__init__(connection, generation, threshold)
        self._recall = recall
        self._origins = _EngineOrigins(connection, threshold, recall)
        self.files = EngineFiles(connection, generation, recall)

    def find(self, identity: Identity) -> Known | None:
        """Return the stored article that an identity means: by id, else address, else text."""
        if identity.id:
            self._recall.by("id", identity.id)
        elif identity.address is not None:
            self._recall.by("address", identity.address)
        else:
            self._recall.by("text_key", identity.text)
        return super().find(identity)

    def key(self, article_id: str) -> int | None:
        """Return the row key of a stored article."""
        self._recall.by("id", article_id)
        return super().key(article_id)

    def _row_key(self, article_id: str, state: State) -> int:
        again = 0
        while True:
            made = number(article_id, *state, self._generation, again)
            taken = self._connection.execute("SELECT 1 FROM articles WHERE key = ?", (made,))
            if taken.fetchone() is None:
                return made
            again += 1
