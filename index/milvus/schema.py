"""The collections of an archive, and how each is made."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from index.errors import EngineError
from index.milvus.engine import Engine

LONGEST_TEXT = 60_000
"""Bytes of a piece of a text; a field of Milvus takes 65,535."""
LONGEST_NAME = 2_000
BANDS = 16
DENSE, SPARSE = "vector", "bm25"
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})")
_OLDEST = (2, 5)
"""Version of Milvus that has BM25 as a function of a collection."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the collections of an archive are called."""

    alias: str

    @property
    def articles(self) -> str:
        """Articles, with metadata and texts."""
        return f"{self.alias}_articles"

    @property
    def terms(self) -> str:
        """How many passages each term stands in."""
        return f"{self.alias}_terms"

    @property
    def records(self) -> str:
        """Manifests, versions, files, the writer's lease."""
        return f"{self.alias}_records"

    def build(self, number: int) -> str:
        """Passages with their vectors, of one model."""
        return f"{self.alias}_{number}"


def make_tables(engine: Engine, names: Names) -> None:
    """Make the collections that have nothing to do with a model, where they are missing.

    Raises:
        EngineError: the server is too old for a collection of passages.
    """
    _check_version(engine)
    for name, fields in (
        (names.records, _records),
        (names.terms, _terms),
        (names.articles, functools.partial(_articles, engine)),
    ):
        if not engine.has(name):
            _make(engine, name, fields, None)


def make_build(engine: Engine, name: str, dimension: int) -> None:
    """Make a collection of passages for vectors of a length."""

    def fields(schema: Any, kinds: Any, indexes: Any) -> None:
        _passages(engine, schema, kinds, indexes, dimension)

    _make(engine, name, fields, engine.settings.shards)


def _make(
    engine: Engine, name: str, fields: Callable[[Any, Any, Any], None], shards: int | None
) -> None:
    from pymilvus import DataType

    def make(client: Any) -> None:
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        indexes = client.prepare_index_params()
        fields(schema, DataType, indexes)
        more = {"num_shards": shards} if shards else {}
        client.create_collection(name, schema=schema, consistency_level="Strong", **more)
        # Nothing is in it yet to be indexed; waiting takes half a second an index all the same.
        client.create_index(name, indexes, sync=False)
        copies = engine.settings.replicas if shards else 1
        client.load_collection(name, **({"replica_number": copies} if copies > 1 else {}))

    engine.call(make)


def _plain(schema: Any, kinds: Any, indexes: Any) -> None:
    """Add the vector without which Milvus takes no collection."""
    schema.add_field("nothing", kinds.FLOAT_VECTOR, dim=2)
    indexes.add_index("nothing", index_type="FLAT", metric_type="L2")


def _records(schema: Any, kinds: Any, indexes: Any) -> None:
    schema.add_field("id", kinds.VARCHAR, is_primary=True, max_length=80)
    schema.add_field("kind", kinds.VARCHAR, max_length=20)
    schema.add_field("subject", kinds.VARCHAR, max_length=LONGEST_NAME)
    schema.add_field("location", kinds.VARCHAR, max_length=8_000)
    schema.add_field("generation", kinds.INT64)
    schema.add_field("value", kinds.VARCHAR, max_length=65_535)
    for field in ("kind", "subject", "location"):
        indexes.add_index(field, index_type="INVERTED")
    _plain(schema, kinds, indexes)


def _terms(schema: Any, kinds: Any, indexes: Any) -> None:
    schema.add_field("id", kinds.VARCHAR, is_primary=True, max_length=400)
    schema.add_field("count", kinds.INT64)
    schema.add_field("before", kinds.INT64)
    schema.add_field("generation", kinds.INT64)
    _plain(schema, kinds, indexes)


def _articles(engine: Engine, schema: Any, kinds: Any, indexes: Any) -> None:
    schema.add_field("pk", kinds.VARCHAR, is_primary=True, max_length=40)
    for field in ("key", "piece", "added", "removed", "origin", "day", "characters", "passages"):
        schema.add_field(field, kinds.INT64)
    for field in ("id", "address", "source_key", "author_key", "language_key"):
        schema.add_field(field, kinds.VARCHAR, max_length=8_000)
    schema.add_field("text_key", kinds.VARCHAR, max_length=64)
    schema.add_field("bands", kinds.ARRAY, element_type=kinds.INT64, max_capacity=BANDS)
    schema.add_field("signature", kinds.VARCHAR, max_length=256)
    schema.add_field("state", kinds.VARCHAR, max_length=65_535)
    schema.add_field("text", kinds.VARCHAR, max_length=65_535)
    # Milvus Lite looks through the bands of a few thousand articles; it has no index over lists.
    bands = () if _is_lite(engine) else ("bands",)
    for field in ("key", "id", "address", "text_key", "removed", "origin", "day", *bands):
        indexes.add_index(field, index_type="INVERTED")
    _plain(schema, kinds, indexes)


def _passages(engine: Engine, schema: Any, kinds: Any, indexes: Any, dimension: int) -> None:
    from pymilvus import Function, FunctionType

    schema.add_field("id", kinds.INT64, is_primary=True)
    for field in ("key", "added", "removed", "start", "stop", "day"):
        schema.add_field(field, kinds.INT64)
    for field in ("article", "source_key", "author_key", "language_key"):
        schema.add_field(field, kinds.VARCHAR, max_length=8_000)
    schema.add_field("sentences", kinds.VARCHAR, max_length=65_535)
    schema.add_field("meanings", kinds.VARCHAR, max_length=65_535)
    # The words are cut and stemmed by us, so that they are the same in every store.
    schema.add_field(
        "words",
        kinds.VARCHAR,
        max_length=65_535,
        enable_analyzer=True,
        analyzer_params={"tokenizer": _tokenizer(engine)},
    )
    schema.add_field(DENSE, kinds.FLOAT_VECTOR, dim=dimension)
    schema.add_field(SPARSE, kinds.SPARSE_FLOAT_VECTOR)
    schema.add_function(
        Function(
            name="words_bm25",
            function_type=FunctionType.BM25,
            input_field_names=["words"],
            output_field_names=[SPARSE],
        )
    )
    chosen = engine.settings
    indexes.add_index(
        DENSE, index_type=chosen.index, metric_type="COSINE", params=chosen.building()
    )
    indexes.add_index(
        SPARSE,
        index_type="SPARSE_INVERTED_INDEX",
        metric_type="BM25",
        params={"bm25_k1": 1.2, "bm25_b": 0.75},
    )
    for field in ("key", "removed", "day"):
        indexes.add_index(field, index_type="INVERTED")


def _check_version(engine: Engine) -> None:
    found = _VERSION.search(_version(engine))
    if found and (int(found[1]), int(found[2])) < _OLDEST:
        raise EngineError(
            f"{engine.address.host}:{engine.address.port} is Milvus {found[0]}, which has no BM25; "
            f"an archive needs {'.'.join(map(str, _OLDEST))} or newer"
        )


def _version(engine: Engine) -> str:
    return str(engine.call(lambda client: client.get_server_version()))


def _tokenizer(engine: Engine) -> str:
    """Return what cuts at spaces; Milvus Lite has one tokenizer for it, Milvus another."""
    return "standard" if _is_lite(engine) else "whitespace"


def _is_lite(engine: Engine) -> bool:
    return "lite" in _version(engine).lower()
