"""Token embeddings through ONNX Runtime, from a graph that is built once and kept."""

from __future__ import annotations

from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.folder import Card
from index.encode.graph import GRAPH, build, read_weights
from index.encode.graph_engine import GraphEngine
from index.encode.kept import facts, keep, place, written
from index.encode.pool import unit
from index.errors import ModelError

_AGREEMENT = 0.999
"""Least cosine of a token's embedding to the exact one."""

_SAMPLE = ("The minister left the talks early.", "Rates rose by 0.25 points in March 2021 — twice.")


def open_session(card: Card, tokenizer: Any, fingerprint: str) -> GraphEngine:
    """Return a session for a model, from the cache when its graph was built before.

    Args:
        card: a model for which `index.encode.graph.supported` holds.
        tokenizer: its tokenizer, for the check.
        fingerprint: identity of the model's vectors.

    Raises:
        ModelError: what the graph computes is not what the model says.
    """
    folder = place(fingerprint)
    if facts(folder) is not None:
        return GraphEngine(folder / GRAPH, "float32")
    weights = read_weights(card)
    made = build(card, weights)
    with written(made.files()) as temporary:
        engine = GraphEngine(temporary / GRAPH, "float32")
    agreement = _agreement(engine, card, tokenizer, weights)
    if agreement < _AGREEMENT:
        raise ModelError(
            f"the graph built for {card.folder} gives other vectors (cosine {agreement:.4f}); "
            'load the model with backend="torch"'
        )
    keep(folder, made.files(), {"agreement": agreement})
    return engine


def open_half(fingerprint: str) -> GraphEngine | None:
    """Return an engine that computes in bfloat16 what `open_session` built.

    Args:
        fingerprint: identity of the model's vectors.

    Returns:
        None where the graph could not be kept.
    """
    folder = place(fingerprint)
    if facts(folder) is None:
        return None
    return GraphEngine(folder / GRAPH, "bfloat16", half=True)


def _agreement(
    engine: GraphEngine, card: Card, tokenizer: Any, weights: dict[str, Float32]
) -> float:
    """Return the least cosine between the engine's and the exact token embeddings."""
    from index.encode.reference import token_embeddings

    encodings = [tokenizer.encode(text).ids for text in _SAMPLE]
    width = max(map(len, encodings))
    ids = np.zeros((len(encodings), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(encodings):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    found = engine.embed(ids, mask)
    least = 1.0
    for row, tokens in enumerate(encodings):
        exact = token_embeddings(card, weights, tokens)
        cosines = (unit(exact) * unit(found[row, : len(tokens)])).sum(axis=1)
        least = min(least, float(cosines.min()))
    return least
