"""One generation of an archive in Milvus, read through filters on every row."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import numpy as np

from index.article import Article
from index.encode.base import Float32
from index.errors import ArticleNotFoundError
from index.filters import Filters
from index.milvus.engine import Engine, Row
from index.milvus.manifest import EngineManifest
from index.milvus.rows import limits, quoted, seen, to_article
from index.milvus.schema import DENSE, SPARSE, Names
from index.ranked import Ranked
from index.store.records import Version

T = TypeVar("T")
INFO = ("key", "piece", "id", "origin", "day", "added", "characters", "passages", "state")
PASSAGE = ("id", "article", "start", "stop", "sentences", "meanings", DENSE)
_KEPT = 20_000
_MOST = 16_384


class View:
    """What one generation holds; rows that were read are kept for the next question."""

    def __init__(self, engine: Engine, names: Names, manifest: EngineManifest) -> None:
        """Read a committed generation."""
        self.engine = engine
        self.names = names
        self.manifest = manifest
        self.seen = seen(manifest.generation)
        self.collection = names.build(manifest.build)
        self._rows: dict[int, Row] = {}
        self._also: dict[str, tuple[str, ...]] = {}
        self._counts: dict[str, int] = {}
        self._cached: dict[type[Any], Any] = {}
        self._caching = threading.RLock()

    def cached(self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one object of a type that is kept as long as the generation is open."""
        with self._caching:
            if kind not in self._cached:
                self._cached[kind] = make()
            found: T = self._cached[kind]
            return found

    def infos(
        self, condition: str = "", fields: Sequence[str] = INFO, limit: int | None = None
    ) -> list[Row]:
        """Return the first row of every article that a condition holds for."""
        if not self.manifest.generation:
            return []
        clauses = ["piece == 0", self.seen, *([condition] if condition else [])]
        return self.engine.rows(self.names.articles, " and ".join(clauses), fields, limit)

    def keys(self) -> dict[str, int]:
        """Return the key of every article's row, by id."""
        return {row["id"]: int(row["key"]) for row in self.infos(fields=("id", "key"))}

    def last_day(self) -> date | None:
        """Return the day of the newest article, by asking for later ones until there are none."""
        last = 0
        while rows := self.infos(f"day > {last}", ("day",), limit=_MOST):
            last = max(int(row["day"]) for row in rows)
        return datetime.strptime(str(last), "%Y%m%d").date() if last else None

    def texts(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return whole articles by id, in one look-up of their rows and one of their texts."""
        infos = self.infos(f"id in {quoted(ids)}")
        if not infos:
            return {}
        self._relate(infos)
        keys = quoted(int(row["key"]) for row in infos)
        rows = self.engine.rows(
            self.names.articles, f"key in {keys} and {self.seen}", [*INFO, "text"]
        )
        parts: dict[int, list[Row]] = {}
        for row in rows:
            parts.setdefault(int(row["key"]), []).append(row)
        articles = [to_article(each) for each in parts.values()]
        return {article.id: article for article in articles}

    def also(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of the other articles with an article's origin, oldest first."""
        if article_id not in self._also:
            self._relate(self.infos(f"id in {quoted([article_id])}"))
        return self._also.get(article_id, ())

    def _relate(self, infos: Sequence[Row]) -> None:
        """Remember which articles share an origin with those of some rows."""
        unknown = [row for row in infos if row["id"] not in self._also]
        if not unknown:
            return
        if len(self._also) > _KEPT:
            self._also = {}
        origins = quoted(sorted({int(row["origin"]) for row in unknown}))
        told: dict[int, list[tuple[int, int, int, str]]] = {}
        for row in self.infos(f"origin in {origins}", ("id", "origin", "day", "added", "key")):
            place = (int(row["day"]), int(row["added"]), int(row["key"]), row["id"])
            told.setdefault(int(row["origin"]), []).append(place)
        for row in unknown:
            same = sorted(told.get(int(row["origin"]), []))
            self._also[row["id"]] = tuple(each[-1] for each in same if each[-1] != row["id"])

    def passages(self, ids: Sequence[int]) -> list[Row]:
        """Return the rows of passages, in the order asked for.

        Raises:
            ArticleNotFoundError: one is not of this generation.
        """
        wanted = [int(each) for each in ids]
        with self._caching:
            if len(self._rows) > _KEPT:
                self._rows = {}
            known = self._rows
        missing = [each for each in dict.fromkeys(wanted) if each not in known]
        for row in self.engine.by_ids(self.collection, missing, PASSAGE) if missing else []:
            known[int(row["id"])] = row
        try:
            return [known[each] for each in wanted]
        except KeyError as error:
            raise ArticleNotFoundError(
                f"no article of generation {self.manifest.generation} has the passage "
                f"{error.args[0]}"
            ) from error

    def nearest(self, vector: Float32, k: int, filters: Filters) -> Ranked:
        """Return the passages whose vectors are nearest, by cosine."""
        params = self.engine.settings.searching(min(k, _MOST))
        ids, scores, _ = self._search(
            [np.asarray(vector, np.float32).tolist()], DENSE, "COSINE", params, k, filters, ()
        )
        return Ranked.best(ids, scores, k)

    def matching(self, words: str, k: int, filters: Filters) -> list[tuple[int, str]]:
        """Return the passages that the engine's BM25 finds best, each with its words."""
        ids, _, rows = self._search([words], SPARSE, "BM25", {}, k, filters, ("words",))
        return [(int(one), row["words"]) for one, row in zip(ids.tolist(), rows, strict=True)]

    def _search(
        self,
        data: list[Any],
        field: str,
        metric: str,
        params: dict[str, Any],
        k: int,
        filters: Filters,
        fields: Sequence[str],
    ) -> tuple[np.ndarray, Float32, list[Row]]:
        nothing: tuple[np.ndarray, Float32, list[Row]] = (
            np.empty(0, np.int64),
            np.empty(0, np.float32),
            [],
        )
        if k < 1 or not self.manifest.counts.passages:
            return nothing
        condition = " and ".join(each for each in (self.seen, limits(filters)) if each)
        found = self.engine.call(
            lambda client: client.search(
                self.collection,
                data=data,
                anns_field=field,
                filter=condition,
                limit=min(k, _MOST),
                output_fields=list(fields),
                search_params={"metric_type": metric, "params": params},
                timeout=self.engine.settings.timeout / 2,
            )
        )[0]
        ids = np.array([hit["id"] for hit in found], np.int64)
        scores = np.array([hit["distance"] for hit in found], np.float32)
        return ids, scores, [dict(hit["entity"]) for hit in found]

    def frequencies(self, names: Sequence[str]) -> dict[str, int]:
        """Return in how many passages terms stand.

        Args:
            names: each the name of a field, a colon and a term.
        """
        with self._caching:
            if len(self._counts) > _KEPT:
                self._counts = {}
            known = self._counts
        missing = [each for each in dict.fromkeys(names) if each not in known]
        if missing and self.manifest.generation:
            known.update(dict.fromkeys(missing, 0))
            known.update(term_counts(self.engine, self.names, missing, self.manifest.generation))
        return {each: known.get(each, 0) for each in names}

    def versions(self, article_id: str) -> list[Version]:
        """Return the states that an article was in, oldest first."""
        if not self.manifest.generation:
            return []
        rows = self.engine.rows(
            self.names.records,
            f'kind == "version" and subject in {quoted([article_id])} '
            f"and generation <= {self.manifest.generation}",
            ("generation", "value"),
        )
        told = [json.loads(row["value"]) for row in rows]
        told.sort(key=lambda each: (each["generation"], each["change"] != "removed"))
        return [_version(article_id, number, each) for number, each in enumerate(told, start=1)]


def _version(article_id: str, number: int, told: dict[str, Any]) -> Version:
    return Version(
        article_id,
        number,
        told["change"],
        told["generation"],
        datetime.fromisoformat(told["recorded"]),
        told["title"],
        date.fromisoformat(told["day"]) if told["day"] else None,
        told["sha256"],
        told["characters"],
    )


def term_counts(
    engine: Engine, names: Names, terms: Sequence[str], generation: int
) -> dict[str, int]:
    """Return the counts of terms as a generation has them; one that never stood is left out."""
    rows = engine.by_ids(names.terms, list(terms), ("id", "count", "before", "generation"))
    return {
        row["id"]: int(row["before"] if int(row["generation"]) > generation else row["count"])
        for row in rows
    }
