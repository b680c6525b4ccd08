"""Quicker engines of a model: its matrices rounded on sample texts, checked on others, kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.eight import Matrix, loaded, multiplied, product, rounded, saved
from index.encode.engine import Engine
from index.encode.folder import Card
from index.encode.graph import GRAPH, Weights, build, read_weights
from index.encode.kept import facts, keep, place, written
from index.encode.openvino_engine import OpenVinoEngine
from index.encode.openvino_model import build as build_openvino
from index.encode.pool import mean, padded
from index.encode.session import AGREEMENT, session

MATRICES = "matrices.safetensors"

_SAMPLES = Path(__file__).parents[1] / "samples"
_KIND = "int8"
_CHARACTERS = 600


def open_half(card: Card) -> OpenVinoEngine:
    """Return an engine that computes a model in bfloat16."""
    return OpenVinoEngine(build_openvino(card, read_weights(card)), "bfloat16", half=True)


def open_eight(
    card: Card, tokenizer: Any, fingerprint: str, exact: Engine, *, make: bool, half: bool
) -> OpenVinoEngine | None:
    """Return an engine that multiplies in eight bits.

    Args:
        card: a model for which `index.encode.graph.supported` holds.
        tokenizer: its tokenizer, which cuts texts off where the model does.
        fingerprint: identity of the model's vectors.
        exact: computes the same in float32.
        make: whether to round the matrices, which takes seconds, when they are not in the cache.
        half: whether to compute the rest in bfloat16.

    Returns:
        None when there is none yet, or its vectors do not agree with the exact ones.
    """
    folder = place(fingerprint, _KIND)
    noted = facts(folder)
    if noted is None and not make:
        return None
    weights = read_weights(card)
    if noted is not None:
        if noted["agreement"] < AGREEMENT:
            return None
        return _opened(card, weights, loaded((folder / MATRICES).read_bytes()), half)
    pieces = _pieces(tokenizer)
    matrices = rounded(card, weights, _seen(card, weights, pieces[::2]))
    engine = _opened(card, weights, matrices, half)
    agreement = _agreement(engine, exact, pieces[1::2])
    keep(folder, {MATRICES: saved(matrices)}, {"agreement": agreement})
    return engine if agreement >= AGREEMENT else None


def _opened(
    card: Card, weights: Weights, matrices: dict[str, Matrix], half: bool
) -> OpenVinoEngine:
    return OpenVinoEngine(build_openvino(card, weights, product(matrices)), _KIND, half=half)


def _pieces(tokenizer: Any) -> list[list[int]]:
    """Return token numbers of the sample articles' beginnings."""
    texts = [path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.md"))]
    return [tokenizer.encode(text[:_CHARACTERS]).ids for text in texts]


def _seen(card: Card, weights: Weights, pieces: list[list[int]]) -> dict[str, Float32]:
    """Return what the matrices of a model multiply in texts, one row a token."""
    names = sorted(set(multiplied(card).values()))
    rows: dict[str, list[Float32]] = {name: [] for name in names}
    with written(build(card, weights, also=names).files()) as folder:
        watching = session(folder / GRAPH)
        for piece in pieces:
            ids, mask = padded([piece])
            feed = {"ids": ids, "mask": mask.astype(np.int32)}
            for name, found in zip(names, watching.run(names, feed), strict=True):
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
