"""A BERT-type model for processors that multiply whole tiles of a matrix (Intel's AMX).

There a product in eight bits takes half the time of one in bfloat16, if its inputs are rounded in
steps set beforehand. That is exact enough for what a layer normalisation gives; what goes into the
two other matrices of a layer has few very large values, and stays in bfloat16.

With products so quick the rest counts. Queries, keys and values are products of their own, which
saves taking one apart. The weights of attention are powers, and their sum is one value more that
the product with the values gives. What is rounded comes from the normalisation directly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.eight import Recipe, multiplied, whole
from index.encode.fixed import Fixed, fixed
from index.encode.folder import Card
from index.encode.graph import Weights
from index.encode.openvino_model import Builder, Node, constant
from index.encode.quantize import Int8

_ROUNDED = ("attention.self", "intermediate.dense")
_LEVELS = 256
_UP = np.float32(127 / 128)
_LIMIT = 60.0
"""Beyond it likeness counts no more, so that no power is too large or all of them too small."""

_BESIDE = 8
"""Values beside those of a head, the first of which is 1: rows stay a multiple of eight."""


@dataclass(frozen=True, slots=True)
class _Normal:
    """What a layer normalisation gives.

    Attributes:
        even: before it is multiplied with `by` and `plus` is added.
        whole: after.
    """

    even: Node
    whole: Node
    by: Float32
    plus: Float32


@dataclass(frozen=True, slots=True)
class _Columns:
    """Some outputs of a rounded matrix."""

    values: Int8
    steps: Float32
    bias: Float32

    def part(self, start: int, stop: int, by: float = 1.0) -> _Columns:
        """Return outputs from `start` to `stop`, multiplied."""
        some, factor = slice(start, stop), np.float32(by)
        return _Columns(self.values[:, some], self.steps[some] * factor, self.bias[some] * factor)

    def with_ones(self, heads: int) -> _Columns:
        """Return the outputs of each head followed by `_BESIDE` that are 1."""
        one = np.float32(1)
        return _Columns(
            _widened(self.values, heads, np.int8(0)),
            _widened(self.steps, heads, one),
            _widened(self.bias, heads, one),
        )


class _Tiled(Builder):
    def __init__(self, card: Card, weights: Weights, matrices: Mapping[str, Fixed]) -> None:
        super().__init__(card, weights)
        self.matrices = matrices

    def encoded(self, ids: Node, mask: Node) -> Node:
        there = self.op.reshape(self.op.exp(mask), constant(np.array([0, -1, 1])), True)
        x = self.normal(self.looked_up(ids), "embeddings.LayerNorm")
        for layer in range(self.layers):
            x = self.tiled(x, there, f"encoder.layer.{layer}")
        return x.whole

    def tiled(self, x: _Normal, there: Node, name: str) -> _Normal:
        """Add one transformer layer; `there` is 1 for a real token and 0 for padding."""
        op, inner = self.op, f"{name}.intermediate.dense"
        attended = self.attended(x, there, name)
        y = self.normal(op.add(attended, x.whole), f"{name}.attention.output.LayerNorm")
        grown = op.gelu(self.eight(self.rounded(y, inner), self.columns(inner)), "erf")
        narrow = self.projected(grown, f"{name}.output.dense")
        return self.normal(op.add(narrow, y.whole), f"{name}.output.LayerNorm")

    def attended(self, x: _Normal, there: Node, name: str) -> Node:
        """Let tokens attend to one another."""
        op, d, head = self.op, self.width, self.width // self.heads
        columns = self.columns(f"{name}.attention.self")
        rounded = self.rounded(x, f"{name}.attention.self")
        queries = self.split(self.eight(rounded, columns.part(0, d, head**-0.5)))
        keys = self.split(self.eight(rounded, columns.part(d, 2 * d)))
        beside = self.eight(rounded, columns.part(2 * d, 3 * d).with_ones(self.heads))
        values = self.split(op.multiply(beside, there))
        likeness = op.clamp(op.matmul(queries, keys, False, True), -_LIMIT, _LIMIT)
        mixed = op.matmul(op.exp(likeness), values, False, False)
        ends = [constant(np.array([end])) for end in (head, head + 1, 1, 3)]
        mixed = self.joined(op.divide(mixed, op.slice(mixed, *ends)))
        outer = f"{name}.attention.output.dense"
        matrix = _widened(self.weights[f"{outer}.weight"], self.heads, np.float32(0))
        bias = constant(self.weights[f"{outer}.bias"])
        return op.add(op.matmul(mixed, constant(matrix), False, True), bias)

    def normal(self, x: Node, name: str) -> _Normal:
        """Add a layer normalisation."""
        even = self.even(x)
        by, plus = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return _Normal(even, self.scaled(even, by, plus), by, plus)

    def rounded(self, x: _Normal, name: str) -> Node:
        """Round what the matrix of this name is multiplied with."""
        one = self.matrices[name]
        scaled = self.scaled(x.even, x.by * one.scale, (x.plus + one.shift) * one.scale)
        down, up = constant(-one.reach), constant(one.reach * _UP)
        return self.op.fake_quantize(scaled, down, up, down, up, _LEVELS)

    def columns(self, name: str) -> _Columns:
        """Return a rounded matrix, with what undoes the shift of its inputs in the bias."""
        one = self.matrices[name]
        undone = self.weights[f"{name}.weight"] @ one.shift
        return _Columns(one.values, one.steps, self.weights[f"{name}.bias"] - undone)

    def eight(self, rounded: Node, columns: _Columns) -> Node:
        """Multiply with a rounded matrix and add its bias."""
        matrix = whole(columns.values, columns.steps)
        return self.op.add(self.op.matmul(rounded, matrix, False, True), constant(columns.bias))


def _widened(values: Any, heads: int, fill: Any) -> Any:
    """Return an array with each head's part of the last axis followed by `_BESIDE` of `fill`."""
    parts = values.reshape(*values.shape[:-1], heads, -1)
    wider = [(0, 0)] * (parts.ndim - 1) + [(0, _BESIDE)]
    return np.pad(parts, wider, constant_values=fill).reshape(*values.shape[:-1], -1)


def _inputs(card: Card) -> dict[str, str]:
    return {name: value for name, value in multiplied(card).items() if name.endswith(_ROUNDED)}


def _round(name: str, matrix: Float32, seen: Float32) -> Fixed:
    return fixed(matrix, seen)


def _model(card: Card, weights: Weights, matrices: Mapping[str, Fixed]) -> Any:
    return _Tiled(card, weights, matrices).model()


TILES = Recipe("int8-amx", _inputs, _round, _model, Fixed)
"""Two matrices of each layer in eight bits, the other two in bfloat16."""
