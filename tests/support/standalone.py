"""What a Milvus 2.3 standalone does for us: `python -m tests.support.standalone FOLDER`.

It listens on every interface, so that this is run where only loopback is. Prints JSON.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from index import Article, Index
from index.encode.pool import unit
from index.errors import DatelineError
from index.filters import Filters
from index.folder.manifest import Counts
from index.milvus.engine import Engine
from index.milvus.manifest import EngineManifest
from index.milvus.rows import FOREVER
from index.milvus.schema import DENSE, Names
from index.milvus.settings import Address, MilvusSettings
from index.milvus.view import View
from tests.support.words import WordEncoder

COUNT, DIMENSION = 400, 32
DAYS = (20250101, 20250201)


@contextmanager
def started(folder: Path, port: int) -> Iterator[None]:
    from milvus import MilvusServer, MilvusServerConfig

    server = MilvusServer(MilvusServerConfig(data_dir=str(folder), proxy_port=port))
    _await(port)
    server.start()
    try:
        yield
    finally:  # its own way of stopping waits three seconds at most
        server.server_proc.kill()
        server.server_proc.wait(120)


def _await(port: int) -> None:
    """Wait until nothing is left of connections to a port, which takes a minute."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                time.sleep(1)
            else:
                return


def make(engine: Engine, name: str) -> None:
    """Make the fields of a collection of passages that searching for vectors needs."""
    from pymilvus import DataType

    def made(client: Any) -> None:
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        for field in ("added", "removed", "day"):
            schema.add_field(field, DataType.INT64)
        schema.add_field("source_key", DataType.VARCHAR, max_length=100)
        schema.add_field(DENSE, DataType.FLOAT_VECTOR, dim=DIMENSION)
        indexes = client.prepare_index_params()
        chosen = engine.settings
        indexes.add_index(
            DENSE, index_type=chosen.index, metric_type="COSINE", params=chosen.building()
        )
        client.create_collection(name, schema=schema, consistency_level="Strong")
        client.create_index(name, indexes)
        client.load_collection(name)

    engine.call(made)


def main(folder: Path, port: int) -> None:
    settings = MilvusSettings(timeout=120)
    engine = Engine(Address("127.0.0.1", port, "news"), settings)
    names = Names("news")
    vectors = unit(np.random.default_rng(7).standard_normal((COUNT, DIMENSION)).astype(np.float32))
    manifest = EngineManifest(generation=1, build=1, counts=Counts(articles=1, passages=COUNT))
    view = View(engine, names, manifest)
    january = Filters(sources=("the post",))
    told: dict[str, Any] = {}
    with started(folder, port):
        make(engine, view.collection)
        rows = [
            {
                "id": number,
                "added": 1 if number < COUNT - 10 else 2,
                "removed": FOREVER,
                "day": DAYS[number % 2],
                "source_key": "the post" if number % 3 else "the mail",
                DENSE: vector.tolist(),
            }
            for number, vector in enumerate(vectors)
        ]
        engine.put(view.collection, rows)
        engine.put(view.collection, rows[:50])
        told["rows"] = engine.count(view.collection, "id >= 0")
        told["found"] = [view.nearest(one, 10, Filters()).ids.tolist() for one in vectors[:20]]
        told["filtered"] = [view.nearest(one, 10, january).ids.tolist() for one in vectors[:20]]
        told["by id"] = [
            row["day"] for row in engine.by_ids(view.collection, [1, 2], ("id", "day"))
        ]
        engine.delete(view.collection, "id in [0]")
        told["without the first"] = view.nearest(vectors[0], 5, Filters()).ids.tolist()
        place = str(engine.address)
        try:
            with Index.open(place, encoder=WordEncoder()) as archive:
                archive.add([Article("a", "The ferry runs.", "Ferry")])
        except DatelineError as error:
            told["archive"] = str(error)
    with started(folder, port):
        told["after a restart"] = view.nearest(vectors[7], 3, Filters()).ids.tolist()
    seen = np.arange(COUNT) < COUNT - 10
    exact = [np.argsort(-np.where(seen, vectors @ one, -9))[:10].tolist() for one in vectors[:20]]
    post = seen & (np.arange(COUNT) % 3 > 0)
    told["exact"] = exact
    told["exact filtered"] = [
        np.argsort(-np.where(post, vectors @ one, -9))[:10].tolist() for one in vectors[:20]
    ]
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), 19530)
