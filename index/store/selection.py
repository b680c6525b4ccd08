"""What SQLite says of a set of articles: a page of them, their days, what they have in common."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.store.packed import unpacked
from index.store.read import INFO, Store, info
from index.store.records import ArticleInfo

Order: TypeAlias = Literal["best", "date", "title", "source", "characters"]
Keys: TypeAlias = NDArray[np.int64]
_AMONG = "key IN (SELECT value FROM json_each(:keys))"
_COLUMNS = {
    "date": "day",
    "title": "title COLLATE NOCASE",
    "source": "source_key",
    "characters": "characters",
}


class DayCount(NamedTuple):
    """How many articles an outlet has on a day; both in ISO form and as stored."""

    day: str
    source: str
    articles: int


def page(
    store: Store, keys: Keys, order: Order, *, descending: bool, offset: int, limit: int
) -> list[tuple[int, ArticleInfo]]:
    """Return one page of articles in an order, each with its row key.

    Args:
        store: of the generation that the keys are of.
        keys: rows of the articles; "best" leaves them in their order.
        order: what they are sorted by; those without a day come last.
        descending: the largest first.
        offset: how many to pass over.
        limit: how many at most.
    """
    if order == "best":
        wanted = [int(each) for each in keys[offset : offset + limit]]
        rows = dict(_infos(store, "ORDER BY key", wanted))
        return [(key, rows[key]) for key in wanted if key in rows]
    down = "DESC" if descending else "ASC"
    column = _COLUMNS[order]
    clause = f"ORDER BY {column} IS NULL, {column} {down}, day DESC, id LIMIT :limit OFFSET :offset"
    return _infos(store, clause, keys.tolist(), limit=limit, offset=offset)


def _infos(
    store: Store, clause: str, keys: Sequence[int], **values: int
) -> list[tuple[int, ArticleInfo]]:
    rows = store.rows(
        f"SELECT key, {INFO} FROM articles WHERE {_AMONG} {clause}",
        keys=json.dumps(list(keys)),
        **values,
    )
    return [(row[0], info(row[1:])) for row in rows]


def texts(store: Store, keys: Sequence[int]) -> dict[int, str]:
    """Return articles' texts by row key."""
    found = store.rows(
        f"SELECT key, text FROM texts WHERE {_AMONG}", keys=json.dumps([int(key) for key in keys])
    )
    return {key: unpacked(text) for key, text in found}


def days(store: Store, keys: Keys) -> list[DayCount]:
    """Return how many of the articles each outlet has on each day; the undated are left out."""
    rows = store.rows(
        f"SELECT day, coalesce(source, ''), count(*) FROM articles WHERE {_AMONG} "
        "AND day IS NOT NULL GROUP BY day, source ORDER BY day",
        keys=json.dumps(keys.tolist()),
    )
    return [DayCount(*row) for row in rows]


def shares(
    store: Store, keys: Keys, column: Literal["source", "author", "language"]
) -> list[tuple[str, int]]:
    """Return how many of the articles each outlet, author or language has, the most first."""
    rows: list[tuple[Any, ...]] = store.rows(
        f"SELECT {column}, count(*) AS n FROM articles WHERE {_AMONG} AND {column}_key != '' "
        f"GROUP BY {column}_key ORDER BY n DESC, {column}",
        keys=json.dumps(keys.tolist()),
    )
    return [(name, count) for name, count in rows]
