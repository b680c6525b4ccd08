"""What a writer left that did not commit, and what no reader needs any more."""

from __future__ import annotations

import logging

from index.errors import EngineError
from index.milvus.engine import Engine
from index.milvus.manifest import EngineManifest
from index.milvus.rows import FOREVER, NOTHING
from index.milvus.schema import Names

_log = logging.getLogger(__name__)


def recover(engine: Engine, names: Names, base: EngineManifest) -> None:
    """Make all rows those of a committed generation again."""
    number = base.generation
    tables = [names.articles]
    if base.build and engine.has(names.build(base.build)):
        tables.append(names.build(base.build))
    elif not base.build and engine.has(names.build(1)):
        engine.call(lambda client: client.drop_collection(names.build(1)))
    if engine.has(names.build(base.build + 1)):
        engine.call(lambda client: client.drop_collection(names.build(base.build + 1)))
    for name in tables:
        if engine.rows(name, f"added > {number}", ("added",), limit=1):
            engine.delete(name, f"added > {number}")
        ended = f"removed > {number} and removed < {FOREVER}"
        restore(engine, name, ended, FOREVER)
    if engine.rows(names.records, f'kind == "version" and generation > {number}', ("id",), limit=1):
        engine.delete(names.records, f'kind == "version" and generation > {number}')
    if base.build:
        set_alias(engine, names, base.build)


def restore(engine: Engine, name: str, condition: str, removed: int) -> None:
    """Set the end of all rows that a condition holds for."""
    fields = row_fields(engine, name)
    while rows := engine.rows(name, condition, fields, limit=500):
        plain = [each | ({"nothing": NOTHING} if "nothing" in fields else {}) for each in rows]
        engine.put(name, [each | {"removed": removed} for each in plain])


def row_fields(engine: Engine, name: str) -> list[str]:
    """Return the fields that a row is written with: all but what Milvus makes of them."""
    told = engine.call(lambda client: client.describe_collection(name))
    return [each["name"] for each in told["fields"] if not each.get("is_function_output")]


def purge(engine: Engine, names: Names, manifest: EngineManifest, until: int) -> None:
    """Take out what ended with a generation or before, and the collections of older builds.

    A reader goes on with the generation it opened, so the last one is spared.
    """
    for name in (names.articles, names.build(manifest.build)):
        if until <= 0 or not engine.has(name):
            continue
        if engine.rows(name, f"removed <= {until}", ("removed",), limit=1):
            engine.delete(name, f"removed <= {until}")
    if manifest.build > 2 and engine.has(names.build(manifest.build - 2)):
        engine.call(lambda client: client.drop_collection(names.build(manifest.build - 2)))


def set_alias(engine: Engine, names: Names, build: int) -> None:
    """Let the archive's name mean a build, for whoever looks at the server with other tools."""
    wanted = names.build(build)
    if not engine.has(wanted):
        return
    if aliased(engine, names) is None:
        engine.call(lambda client: client.create_alias(wanted, names.alias))
    elif aliased(engine, names) != wanted:
        engine.call(lambda client: client.alter_alias(wanted, names.alias))


def aliased(engine: Engine, names: Names) -> str | None:
    """Return the collection that the archive's name means; None when it means none."""
    try:
        told = engine.call(lambda client: client.describe_alias(names.alias))
    except EngineError:
        _log.debug("%s is no alias", names.alias, exc_info=True)
        return None
    return str(told["collection_name"])
