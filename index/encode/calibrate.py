"""The eight-bit graph of a model: built on sample texts, checked on others, kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.eight import EightBitGraph, watched
from index.encode.engine import Engine
from index.encode.folder import Card
from index.encode.graph import build, read_weights
from index.encode.kept import GRAPH, facts, keep, place, written
from index.encode.pool import mean, padded
from index.encode.session import AGREEMENT, SessionEngine

_SAMPLES = Path(__file__).parents[1] / "samples"
_KIND = "int8"
_CHARACTERS = 900


def open_eight(
    card: Card, tokenizer: Any, fingerprint: str, exact: Engine, *, make: bool
) -> SessionEngine | None:
    """Return an engine that multiplies in eight bits.

    Args:
        card: a model for which `index.encode.graph.supported` holds.
        tokenizer: its tokenizer, which cuts texts off where the model does.
        fingerprint: identity of the model's vectors.
        exact: computes the same in float32.
        make: whether to build the graph, which takes seconds, when it is not in the cache.

    Returns:
        None when there is none yet, or its vectors do not agree with the exact ones.
    """
    folder = place(fingerprint, _KIND)
    noted = facts(folder)
    if noted is None:
        if not make:
            return None
        noted = _make(card, tokenizer, exact, folder)
    if noted["agreement"] < AGREEMENT or not (folder / GRAPH).is_file():
        return None
    return SessionEngine(folder / GRAPH, _KIND)


def _make(card: Card, tokenizer: Any, exact: Engine, folder: Path) -> dict[str, Any]:
    texts = [path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.md"))]
    pieces = [tokenizer.encode(text[:_CHARACTERS]).ids for text in texts]
    weights = read_weights(card)
    names = watched(card)
    with written(build(card, weights, also=names)) as graph:
        seen = _seen(graph, names, pieces[::2])
    made = build(card, weights, EightBitGraph(card, seen))
    with written(made) as graph:
        agreement = _agreement(SessionEngine(graph, _KIND), exact, pieces[1::2])
    noted = {"agreement": agreement}
    keep(folder, made, noted)
    return noted


def _seen(graph: Path, names: list[str], pieces: list[list[int]]) -> dict[str, Float32]:
    """Return the values that occur in a graph for texts, one row a token."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    rows: dict[str, list[Float32]] = {name: [] for name in names}
    for piece in pieces:
        ids, mask = padded([piece])
        feed = {"ids": ids, "mask": mask.astype(np.int32)}
        for name, found in zip(names, session.run(names, feed), strict=True):
            rows[name].append(found[0])
    return {name: np.concatenate(found) for name, found in rows.items()}


def _agreement(engine: Engine, exact: Engine, pieces: list[list[int]]) -> float:
    """Return the least cosine between two engines' vectors of texts."""
    least = 1.0
    for piece in pieces:
        ids, mask = padded([piece])
        found, expected = (mean(one.embed(ids, mask), mask)[0] for one in (engine, exact))
        least = min(least, float(found @ expected))
    return least
