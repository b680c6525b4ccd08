"""What a generation in Milvus says of itself; writing it is the commit."""

from __future__ import annotations

import json

from pydantic import Field, ValidationError

from index.errors import IndexCorruptError, IndexFormatError
from index.folder.manifest import Manifest
from index.milvus.engine import Engine
from index.milvus.rows import NOTHING, pieces
from index.milvus.schema import Names

FORMAT = 1
"""Version of the collections' layout, which is not that of a folder."""
_KIND = "manifest"
_FIELDS = ("id", "generation", "location", "value")


class EngineManifest(Manifest):
    """One committed state of an archive in Milvus.

    Attributes:
        build: number of the collection of passages.
        outlets: how many articles have each spelling of an outlet, by its folded name.
        lengths: terms of all passages, by field.
    """

    format: int = FORMAT
    build: int = 0
    outlets: dict[str, dict[str, int]] = Field(default_factory=dict)
    lengths: dict[str, int] = Field(default_factory=dict)


def read(engine: Engine, names: Names) -> EngineManifest | None:
    """Return the committed manifest; None where nothing was ever committed.

    Raises:
        IndexFormatError: it is of another version of the format.
        IndexCorruptError: it cannot be read.
        EngineError: the server does not answer.
    """
    if not engine.has(names.records):
        return None
    rows = engine.rows(names.records, f'kind == "{_KIND}"', _FIELDS)
    if not rows:
        return None
    newest = max(int(row["generation"]) for row in rows)
    parts = {int(row["id"].rpartition("/")[2]): row for row in rows if row["generation"] == newest}
    count = int(next(iter(parts.values()))["location"])
    try:
        found = json.loads("".join(parts[place]["value"] for place in range(count)))
        version = found["format"]
    except (KeyError, ValueError, TypeError) as error:
        raise IndexCorruptError(
            f"the manifest of {engine.address} is damaged; import an export into another collection"
        ) from error
    if version != FORMAT:
        raise IndexFormatError(
            f"{engine.address} has index format {version} and this version reads {FORMAT}; run "
            "`dateline export` with the version that wrote it, then `dateline import` with this one"
        )
    try:
        return EngineManifest.model_validate(found)
    except ValidationError as error:
        raise IndexCorruptError(
            f"the manifest of {engine.address} has {error.error_count()} wrong fields; it was "
            "written by another version of Dateline"
        ) from error


def newest(engine: Engine, names: Names) -> int:
    """Return the number of the committed generation; 0 where there is none."""
    if not engine.has(names.records):
        return 0
    rows = engine.rows(names.records, f'kind == "{_KIND}"', ("generation",))
    return max((int(row["generation"]) for row in rows), default=0)


def write(engine: Engine, names: Names, manifest: EngineManifest) -> None:
    """Commit: from now on readers see this generation."""
    parts = list(pieces(manifest.model_dump_json()))
    rows = [
        {
            "id": f"{_KIND}/{place}",
            "kind": _KIND,
            "subject": "",
            "location": str(len(parts)),
            "generation": manifest.generation,
            "value": part,
            "nothing": NOTHING,
        }
        for place, part in enumerate(parts)
    ]
    engine.put(names.records, rows)
