"""Quicker engines of a model: its matrices rounded on sample texts, checked on others, kept."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.eight import EIGHT, Recipe, loaded, rounded, saved
from index.encode.engine import Engine
from index.encode.folder import Card
from index.encode.graph import GRAPH, Weights, build, read_weights
from index.encode.kept import facts, keep, place, written
from index.encode.openvino_engine import OpenVinoEngine
from index.encode.openvino_model import build as build_openvino
from index.encode.openvino_model import merged
from index.encode.pool import mean, padded
from index.encode.session import AGREEMENT, processors, session
from index.encode.tiles import TILES
from index.encode.upgrade import has_tiles

MATRICES = "matrices.safetensors"

_SAMPLES = Path(__file__).parents[1] / "samples"
_CHARACTERS = 600
_LONGER = 1.1


def recipe() -> Recipe:
    """Return how this processor multiplies in eight bits soonest."""
    return TILES if has_tiles() else EIGHT


def open_half(card: Card) -> OpenVinoEngine:
    """Return an engine that computes a model in bfloat16."""
    return _half(card, merged(card, read_weights(card)))


def open_eight(
    recipe: Recipe,
    card: Card,
    tokenizer: Any,
    fingerprint: str,
    exact: Engine,
    *,
    make: bool,
    half: bool,
) -> OpenVinoEngine | None:
    """Return an engine that multiplies in eight bits.

    Args:
        recipe: what it multiplies, and how.
        card: a model for which `index.encode.graph.supported` holds.
        tokenizer: its tokenizer, which cuts texts off where the model does.
        fingerprint: identity of the model's vectors.
        exact: computes the same in float32.
        make: whether to round the matrices, which takes seconds, when they are not in the cache.
        half: whether to compute the rest in bfloat16.

    Returns:
        None when there is none yet, its vectors do not agree with the exact ones, or bfloat16
        was quicker here.
    """
    folder = place(fingerprint, recipe.kind)
    noted = facts(folder)
    if noted is None:
        return _made(recipe, card, tokenizer, exact, folder, half) if make else None
    if not _pays(noted):
        return None
    weights = merged(card, read_weights(card))
    matrices = loaded(recipe, (folder / MATRICES).read_bytes())
    return _opened(recipe, card, weights, matrices, half)


def _made(
    recipe: Recipe, card: Card, tokenizer: Any, exact: Engine, folder: Path, half: bool
) -> OpenVinoEngine | None:
    """Round the matrices, compare what they give, and keep them."""
    weights = merged(card, read_weights(card))
    pieces = _pieces(tokenizer)
    seen = _seen(recipe, card, weights, pieces[::2])
    matrices = rounded(recipe, card, weights, seen)
    engine = _opened(recipe, card, weights, matrices, half)
    expected, _ = _vectors(exact, pieces[1::2])
    found, seconds = _vectors(engine, pieces[1::2])
    agreement = float((found * expected).sum(axis=1).min())
    share = seconds / _vectors(_half(card, weights), pieces[1::2])[1] if half else 0.0
    noted = {"agreement": agreement, "share": share}
    keep(folder, {MATRICES: saved(matrices)}, noted)
    return engine if _pays(noted) else None


def _pays(noted: dict[str, Any]) -> bool:
    """Return whether an engine agrees and takes no longer than bfloat16 does here."""
    return bool(noted["agreement"] >= AGREEMENT and noted["share"] < _LONGER)


def _opened(
    recipe: Recipe, card: Card, weights: Weights, matrices: dict[str, Any], half: bool
) -> OpenVinoEngine:
    return OpenVinoEngine(recipe.model(card, weights, matrices), recipe.kind, half=half)


def _half(card: Card, weights: Weights) -> OpenVinoEngine:
    return OpenVinoEngine(build_openvino(card, weights), "bfloat16", half=True)


def _pieces(tokenizer: Any) -> list[list[int]]:
    """Return token numbers of the sample articles' beginnings."""
    texts = [path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.md"))]
    return [tokenizer.encode(text[:_CHARACTERS]).ids for text in texts]


def _seen(
    recipe: Recipe, card: Card, weights: Weights, pieces: list[list[int]]
) -> dict[str, Float32]:
    """Return what the matrices of a model multiply in texts, one row a token."""
    names = sorted(set(recipe.inputs(card).values()))
    rows: dict[str, list[Float32]] = {name: [] for name in names}
    with written(build(card, weights, also=names).files()) as folder:
        watching = session(folder / GRAPH)

        def run(piece: list[int]) -> list[Float32]:
            ids, mask = padded([piece])
            found: list[Float32] = watching.run(names, {"ids": ids, "mask": mask.astype(np.int32)})
            return found

        with ThreadPoolExecutor(processors()) as pool:
            for values in pool.map(run, pieces):
                for name, found in zip(names, values, strict=True):
                    rows[name].append(found[0])
    return {name: np.concatenate(found) for name, found in rows.items()}


def _vectors(engine: Engine, pieces: list[list[int]]) -> tuple[Float32, float]:
    """Return an engine's vectors of texts, and the seconds that they took on all processors."""

    def vector(piece: list[int]) -> Float32:
        ids, mask = padded([piece])
        found: Float32 = mean(engine.embed(ids, mask), mask)[0]
        return found

    began = time.perf_counter()
    with ThreadPoolExecutor(processors()) as pool:
        vectors = list(pool.map(vector, pieces))
    return np.stack(vectors), time.perf_counter() - began
