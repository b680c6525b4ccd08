"""Token embeddings through ONNX Runtime, from a graph that is built once and kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.engine import Ints
from index.encode.folder import Card
from index.encode.graph import GRAPH, build, read_weights
from index.encode.kept import facts, keep, place, written
from index.encode.pool import unit
from index.errors import ModelError

AGREEMENT = 0.999
"""Least cosine to the exact vectors, for passage and for token embeddings' means."""

_TOKENS_A_BATCH = 512
_SAMPLE = ("The minister left the talks early.", "Rates rose by 0.25 points in March 2021 — twice.")


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


class SessionEngine:
    """A graph on the processor.

    Each batch runs on the thread that asks for it, and as many batches run at a time as there
    are processors: on two cores that takes a seventh less processor time than sharing each
    product between them.
    """

    def __init__(self, graph: Path) -> None:
        """Open a session on a graph's file; the weights lie beside it."""
        self._session = session(graph)
        self.path = "onnxruntime float32, cpu"
        self.workers = processors()
        self.budget = _TOKENS_A_BATCH

    def embed(self, ids: Ints, mask: Ints) -> Float32:
        """Return token embeddings of shape (b, t, d)."""
        feed = {"ids": ids, "mask": mask.astype(np.int32)}
        return np.asarray(self._session.run(None, feed)[0], dtype=np.float32)


def session(graph: Path) -> Any:
    """Return an `onnxruntime.InferenceSession` that computes on the thread that asks.

    Args:
        graph: its file; the weights lie beside it.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def open_session(card: Card, tokenizer: Any, fingerprint: str) -> SessionEngine:
    """Return a session for a model, from the cache when its graph was built before.

    Args:
        card: a model for which `index.encode.graph.supported` holds.
        tokenizer: its tokenizer, for the check.
        fingerprint: identity of the model's vectors.

    Raises:
        ModelError: what the graph computes is not what the model says.
    """
    folder = place(fingerprint, "float32")
    if facts(folder) is not None:
        return SessionEngine(folder / GRAPH)
    weights = read_weights(card)
    made = build(card, weights)
    with written(made.files()) as temporary:
        engine = SessionEngine(temporary / GRAPH)
    agreement = _agreement(engine, card, tokenizer, weights)
    if agreement < AGREEMENT:
        raise ModelError(
            f"the graph built for {card.folder} gives other vectors (cosine {agreement:.4f}); "
            'load the model with backend="torch"'
        )
    keep(folder, made.files(), {"agreement": agreement})
    return engine


def _agreement(
    engine: SessionEngine, card: Card, tokenizer: Any, weights: dict[str, Float32]
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
