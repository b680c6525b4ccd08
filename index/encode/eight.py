"""The model's matrices in eight bits, for processors that multiply those sooner.

Matrices are rounded once, on texts that come with Dateline; what they are multiplied with is
rounded as it comes, a step for each stretch of `index.encode.openvino_engine.GROUP` values of a
token. Inputs that are large for every token are made smaller first (`quantize.smoothing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from index.encode.base import Float32
from index.encode.folder import Card
from index.encode.graph import Weights
from index.encode.openvino_model import Node, Product, constant
from index.encode.openvino_package import openvino
from index.encode.quantize import Int8, quantized, smoothing
from index.encode.session import processors

_SHARES = {"self": 0.8, "attention.output.dense": 0.6, "intermediate.dense": 0.6}
_SHARE = 0.55
"""How much of the inputs' size moves into a matrix; measured on the default weights."""

_FIELDS = ("values", "steps", "scale")


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


def rounded(card: Card, weights: Weights, seen: Mapping[str, Float32]) -> dict[str, Matrix]:
    """Return the matrices of a model in eight bits.

    Args:
        card: the model.
        weights: its weights, as `openvino_model.merged` returns them.
        seen: for each value of `multiplied`, some that occurred, shape (n, inputs).
    """
    from threadpoolctl import threadpool_limits

    def one(name: str, value: str) -> Matrix:
        matrix, inputs = weights[f"{name}.weight"].T, seen[value]
        share = next((_SHARES[end] for end in _SHARES if name.endswith(end)), _SHARE)
        scale = smoothing(matrix, inputs, share)
        found = quantized(matrix * scale[:, None], inputs / scale)
        return Matrix(found.values, found.steps, np.reciprocal(scale))

    parts = multiplied(card)
    with threadpool_limits(1), ThreadPoolExecutor(processors()) as pool:
        return dict(zip(parts, pool.map(one, parts, parts.values()), strict=True))


def product(matrices: Mapping[str, Matrix]) -> Product:
    """Return what multiplies with these matrices in a model that is being built."""
    op = openvino().opset13

    def multiply(x: Node, name: str) -> Node:
        matrix = matrices[name]
        whole = op.convert(constant(np.ascontiguousarray(matrix.values.T)), np.float32)
        steps = constant(matrix.steps[:, None])
        scaled = op.multiply(x, constant(matrix.scale))
        return op.matmul(scaled, op.multiply(whole, steps), False, True)

    return multiply


def saved(matrices: Mapping[str, Matrix]) -> bytes:
    """Return matrices as the contents of a safetensors file."""
    from safetensors.numpy import save

    parts = {
        f"{name}.{field}": np.ascontiguousarray(getattr(matrix, field))
        for name, matrix in matrices.items()
        for field in _FIELDS
    }
    return bytes(save(parts))


def loaded(data: bytes) -> dict[str, Matrix]:
    """Return the matrices that `saved` made a file of."""
    from safetensors.numpy import load

    parts = load(data)
    names = {name.rpartition(".")[0] for name in parts}
    return {name: Matrix(*(parts[f"{name}.{field}"] for field in _FIELDS)) for name in names}
