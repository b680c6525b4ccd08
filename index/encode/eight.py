"""The model's matrices in eight bits, for processors that multiply those sooner.

Matrices are rounded once, on texts that come with Dateline; what they are multiplied with is
rounded as it comes, a step for each stretch of `index.encode.openvino_engine.GROUP` values of a
token. Inputs that are large for every token are made smaller first (`quantize.smoothing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.folder import Card
from index.encode.graph import Weights
from index.encode.openvino_model import Node, Product, build, constant
from index.encode.openvino_package import openvino
from index.encode.quantize import Int8, smoothed
from index.encode.session import processors

_SHARES = {"self": 0.8, "attention.output.dense": 0.6, "intermediate.dense": 0.6}
_SHARE = 0.55
"""How much of the inputs' size moves into a matrix; measured on the default weights."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix in eight bits: an input times the matrix is about `(x * scale) @ values * steps`.

    Attributes:
        values: shape (inputs, outputs).
        steps: one an output, shape (outputs,).
        scale: one an input, shape (inputs,).
    """

    values: Int8
    steps: Float32
    scale: Float32


@dataclass(frozen=True, slots=True)
class Recipe:
    """A way of computing a model with matrices in eight bits.

    Attributes:
        kind: its name, also in the cache.
        inputs: for each matrix that is rounded the value of the float32 graph that it multiplies.
        round: rounds the one of a name, of shape (inputs, outputs), by inputs that occurred.
        model: builds the `openvino.Model` with the rounded ones.
        matrix: what rounding gives.
    """

    kind: str
    inputs: Callable[[Card], dict[str, str]]
    round: Callable[[str, Float32, Float32], Any]
    model: Callable[[Card, Weights, Mapping[str, Any]], Any]
    matrix: type[Any]


def multiplied(card: Card) -> dict[str, str]:
    """Return for each matrix of a model the value of the float32 graph that it multiplies."""
    found: dict[str, str] = {}
    x = "embedded"
    for layer in range(int(card.config["num_hidden_layers"])):
        name = f"encoder.layer.{layer}"
        found[f"{name}.attention.self"] = x
        found[f"{name}.attention.output.dense"] = f"{name}.a"
        found[f"{name}.intermediate.dense"] = f"{name}.attention.output.out"
        found[f"{name}.output.dense"] = f"{name}.g"
        x = f"{name}.output.out"
    return found


def rounded(
    recipe: Recipe, card: Card, weights: Weights, seen: Mapping[str, Float32]
) -> dict[str, Any]:
    """Return the matrices of a model in eight bits.

    Args:
        recipe: which of them, and how.
        card: the model.
        weights: its weights, as `openvino_model.merged` returns them.
        seen: for each value of `recipe.inputs`, some that occurred, shape (n, inputs).
    """
    from threadpoolctl import threadpool_limits

    def one(name: str, value: str) -> Any:
        return recipe.round(name, weights[f"{name}.weight"].T, seen[value])

    parts = recipe.inputs(card)
    with threadpool_limits(1), ThreadPoolExecutor(processors()) as pool:
        return dict(zip(parts, pool.map(one, parts, parts.values()), strict=True))


def saved(matrices: Mapping[str, Any]) -> bytes:
    """Return matrices as the contents of a safetensors file."""
    from safetensors.numpy import save

    parts = {
        f"{name}.{field.name}": np.ascontiguousarray(getattr(matrix, field.name))
        for name, matrix in matrices.items()
        for field in fields(matrix)
    }
    return bytes(save(parts))


def loaded(recipe: Recipe, data: bytes) -> dict[str, Any]:
    """Return the matrices that `saved` made a file of."""
    from safetensors.numpy import load

    parts = load(data)
    names = {name.rpartition(".")[0] for name in parts}
    kinds = [field.name for field in fields(recipe.matrix)]
    return {name: recipe.matrix(*(parts[f"{name}.{kind}"] for kind in kinds)) for name in names}


def whole(values: Int8, steps: Float32) -> Node:
    """Return a node of a rounded matrix, (outputs, inputs), as OpenVINO looks for it."""
    op = openvino().opset13
    return op.multiply(
        op.convert(constant(np.ascontiguousarray(values.T)), np.float32), constant(steps[:, None])
    )


def _round(name: str, matrix: Float32, inputs: Float32) -> Matrix:
    share = next((_SHARES[end] for end in _SHARES if name.endswith(end)), _SHARE)
    found, scale = smoothed(matrix, inputs, share)
    return Matrix(found.values, found.steps, scale)


def _product(matrices: Mapping[str, Matrix]) -> Product:
    """Return what multiplies with these matrices in a model that is being built."""
    op = openvino().opset13

    def multiply(x: Node, name: str) -> Node:
        matrix = matrices[name]
        scaled = op.multiply(x, constant(matrix.scale))
        return op.matmul(scaled, whole(matrix.values, matrix.steps), False, True)

    return multiply


def _model(card: Card, weights: Weights, matrices: Mapping[str, Matrix]) -> Any:
    return build(card, weights, _product(matrices))


EIGHT = Recipe("int8", multiplied, _round, _model, Matrix)
"""Every matrix in eight bits, for processors that multiply bytes (AVX-512 VNNI and the like)."""
