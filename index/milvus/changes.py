"""What a write has to tell Milvus at its end: articles, ends, versions, terms, files."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.milvus.engine import Engine, Row
from index.milvus.recovery import row_fields
from index.milvus.rows import FOREVER, NOTHING, article_rows, quoted
from index.milvus.schema import Names
from index.store.origins import bands
from index.store.packed import unpacked
from index.store.records import State
from index.store.schema import digest, instant
from index.store.write import STATE

_AT_ONCE = 200
_TERMS_AT_ONCE = 2000


class Changes:
    """The rows of one write, from its working rows to Milvus."""

    def __init__(
        self, engine: Engine, names: Names, connection: sqlite3.Connection, number: int
    ) -> None:
        """Read a write that is done but for its commit.

        Args:
            engine: the server.
            names: of the archive.
            connection: to the working rows.
            number: the generation that is being made.
        """
        self._engine = engine
        self._names = names
        self._connection = connection
        self._number = number

    def write_articles(self) -> None:
        """Write the articles that are new."""
        ready: list[Row] = []
        for row in self._connection.execute(
            f"SELECT articles.key, id, address, {digest('text_key')}, source_key, author_key, "
            "language_key, characters, passages, origin, day, texts.text, signature, "
            f"{STATE} FROM articles JOIN texts USING (key) LEFT JOIN signatures USING (key) "
            "WHERE added = ? AND removed = ?",
            (self._number, FOREVER),
        ):
            values = _article_values(row, self._number)
            sketch: bytes = row[12] or b""
            ready += article_rows(values, unpacked(row[11]), _bands(sketch), sketch.hex())
            if len(ready) >= _AT_ONCE:
                self._engine.put(self._names.articles, ready, size=50)
                ready = []
        if ready:
            self._engine.put(self._names.articles, ready, size=50)

    def end(self, keys: Sequence[int], build: str) -> Iterator[str]:
        """Make articles and their passages end, and yield the words of each passage.

        Args:
            keys: of the articles' rows.
            build: the collection of passages.
        """
        for begin in range(0, len(keys), _AT_ONCE):
            some = f"key in {quoted(keys[begin : begin + _AT_ONCE])}"
            yield from self._end(build, some)
            for _ in self._end(self._names.articles, some):
                pass

    def _end(self, name: str, condition: str) -> Iterator[str]:
        if not self._engine.has(name):
            return
        fields = row_fields(self._engine, name)
        rows = self._engine.rows(name, f"{condition} and removed == {FOREVER}", fields)
        ended = [row for row in rows if int(row["added"]) < self._number]
        for row in rows:
            row["removed"] = self._number
            if "nothing" in fields:
                row["nothing"] = NOTHING
            if "words" in row:
                yield str(row["words"])
        self._engine.put(name, ended, size=100)
        if len(ended) < len(rows):
            self._engine.delete(name, f"{condition} and added == {self._number}")

    def write_versions(self) -> None:
        """Write what was done to each article."""
        rows = [
            _record(
                "version",
                article_id,
                "",
                self._number,
                {
                    "change": change,
                    "generation": self._number,
                    "recorded": recorded,
                    "title": title,
                    "day": day,
                    "sha256": sha256,
                    "characters": characters,
                },
                place,
            )
            for place, (article_id, change, recorded, title, day, sha256, characters) in enumerate(
                self._connection.execute(
                    f"SELECT id, change, {instant('recorded')}, title, day, {digest('sha256')}, "
                    "characters FROM versions ORDER BY rowid"
                )
            )
        ]
        self._engine.put(self._names.records, rows)

    def write_terms(self, changes: Mapping[str, int], committed: int) -> None:
        """Write in how many passages each term stands now.

        A row keeps the count before, which is what holds as long as this write is not committed.

        Args:
            changes: by how much the count of a term differs.
            committed: the generation before this write.
        """
        names = [name for name, change in changes.items() if change]
        for begin in range(0, len(names), _TERMS_AT_ONCE):
            some = names[begin : begin + _TERMS_AT_ONCE]
            fields = ("id", "count", "before", "generation")
            known = {
                row["id"]: int(row["before" if int(row["generation"]) > committed else "count"])
                for row in self._engine.by_ids(self._names.terms, some, fields)
            }
            rows = [
                {
                    "id": name,
                    "count": max(known.get(name, 0) + changes[name], 0),
                    "before": known.get(name, 0),
                    "generation": self._number,
                    "nothing": NOTHING,
                }
                for name in some
            ]
            self._engine.put(self._names.terms, rows, size=_TERMS_AT_ONCE)

    def write_files(self, locations: Iterable[str]) -> None:
        """Write what is known of files now, in the place of what was known of them."""
        touched = sorted(locations)
        for begin in range(0, len(touched), _AT_ONCE):
            some = touched[begin : begin + _AT_ONCE]
            condition = f'kind in ["file", "holding"] and location in {quoted(some)}'
            if self._engine.rows(self._names.records, condition, ("id",), limit=1):
                self._engine.delete(self._names.records, condition)
            rows = [row for each in some for row in self._file(each)]
            self._engine.put(self._names.records, rows)

    def _file(self, location: str) -> Iterator[Row]:
        found = self._connection.execute(
            "SELECT size, mtime_ns, sha256, articles FROM files WHERE location = ? AND removed = ?",
            (location, FOREVER),
        ).fetchone()
        if found is None:
            return
        *state, articles = found
        yield _record("file", "", location, self._number, state)
        for each in json.loads(articles):
            yield _record("holding", each, location, self._number, None)

    def outlets(self, before: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
        """Return how many articles have each spelling of an outlet after the write."""
        counts = {key: dict(spellings) for key, spellings in before.items()}
        for sign, condition in (
            (1, f"added = {self._number} AND removed = {FOREVER}"),
            (-1, f"added < {self._number} AND removed = {self._number}"),
        ):
            for key, source, count in self._connection.execute(
                "SELECT source_key, source, count(*) FROM articles WHERE source_key != '' "
                f"AND {condition} GROUP BY source_key, source"
            ):
                spellings = counts.setdefault(key, {})
                spellings[source] = spellings.get(source, 0) + sign * count
        kept = {
            key: {name: count for name, count in spellings.items() if count > 0}
            for key, spellings in counts.items()
        }
        return {key: spellings for key, spellings in kept.items() if spellings}


def _article_values(row: Sequence[object], number: int) -> Row:
    key, article_id, address, text_key, source, author, language, *rest = row
    characters, passages, origin, day, _, _, *state = rest
    return {
        "key": key,
        "id": article_id,
        "added": number,
        "removed": FOREVER,
        "origin": origin,
        "day": int(str(day).replace("-", "")) if day else 0,
        "characters": characters,
        "passages": passages,
        "address": address or "",
        "text_key": text_key,
        "source_key": source,
        "author_key": author,
        "language_key": language,
        "state": json.dumps(State(*state), ensure_ascii=False),  # type: ignore[arg-type]
    }


def _bands(sketch: bytes) -> list[int]:
    import numpy as np

    return bands(np.frombuffer(sketch, np.uint8)) if sketch else []


def _record(
    kind: str, subject: str, location: str, generation: int, value: object, place: int = 0
) -> Row:
    told = json.dumps([kind, subject, location, generation if kind == "version" else 0, place])
    return {
        "id": f"{kind}/{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}",
        "kind": kind,
        "subject": subject,
        "location": location,
        "generation": generation,
        "value": json.dumps(value, ensure_ascii=False),
        "nothing": NOTHING,
    }
