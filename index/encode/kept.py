"""Graphs that were built once, in the user's cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from index.encode.cache import cache_folder, write_atomically
from index.encode.graph import WEIGHTS, Built
from index.encode.weights import file_sha256
from index.errors import ModelError

GRAPH = "graph.onnx"

_VERSION = 5
_KEPT = 8
_FACTS = "facts.json"


def place(fingerprint: str, kind: str) -> Path:
    """Return the folder of a model's graph.

    Args:
        fingerprint: identity of the model's vectors.
        kind: what its products are computed in.
    """
    return cache_folder() / "encoders" / f"{fingerprint[:32]}-{kind}-{_VERSION}"


def facts(folder: Path) -> dict[str, Any] | None:
    """Return what was noted of a graph; None when it is not there or not as it was written."""
    try:
        noted = json.loads((folder / _FACTS).read_text("utf-8"))
        whole = all(noted[name] == file_sha256(folder / name) for name in (GRAPH, WEIGHTS))
    except (OSError, ValueError, KeyError, TypeError, ModelError):
        return None
    return dict(noted) if whole else None


@contextlib.contextmanager
def written(made: Built) -> Iterator[Path]:
    """Yield the path of a graph in a temporary folder, its weights beside it."""
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as folder:
        for name, data in ((GRAPH, made.graph), (WEIGHTS, made.weights)):
            (Path(folder) / name).write_bytes(data)
        yield Path(folder) / GRAPH


def keep(folder: Path, made: Built, noted: Mapping[str, Any]) -> None:
    """Put a graph into the cache, the facts last, so that a torn write is no graph.

    Args:
        folder: from `place`.
        made: the graph.
        noted: what else to note of it.
    """
    digests = {
        GRAPH: hashlib.sha256(made.graph).hexdigest(),
        WEIGHTS: hashlib.sha256(made.weights).hexdigest(),
    }
    said = json.dumps({**digests, **noted}).encode()
    files = ((WEIGHTS, made.weights), (GRAPH, made.graph), (_FACTS, said))
    if all(write_atomically(folder / name, data) for name, data in files):
        _forget_oldest(folder.parent)


def _forget_oldest(parent: Path) -> None:
    with contextlib.suppress(OSError):
        folders = sorted(parent.iterdir(), key=lambda path: -path.stat().st_mtime_ns)
        for folder in folders[_KEPT:]:
            shutil.rmtree(folder, ignore_errors=True)
