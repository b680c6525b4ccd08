"""The model with its matrix products in eight bits, for processors that multiply those sooner.

Weights are rounded once, on texts that come with Dateline; inputs are rounded as they come, over
the range of each batch. What would widen that range is taken out first: inputs that are large for
every token by scaling (`quantize.smoothing`), tokens that are large altogether by dividing each
by its own greatest value and multiplying the product by it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from index.encode.base import Float32
from index.encode.folder import Card
from index.encode.graph import FUSED, Graph, Weights
from index.encode.quantize import LEVELS, Quantized, quantized, smoothing

Scaled = Literal["signed", "positive"]

_SHARE_ATTENTION, _SHARE_OUTPUT, _SHARE_INNER = 0.8, 0.7, 0.6
"""How much of the inputs' size moves into the matrix; measured on the default weights."""

_LEAST_GREATEST = 0.3


def watched(card: Card) -> list[str]:
    """Return the names of the values that are inputs of matrices in the float32 graph."""
    names, x = [], "embedded"
    for layer in range(int(card.config["num_hidden_layers"])):
        name = f"encoder.layer.{layer}"
        names += [x, f"{name}.a", f"{name}.attention.output.out", f"{name}.g"]
        x = f"{name}.output.out"
    return names


class EightBitGraph(Graph):
    """A graph whose matrices have eight bits."""

    def __init__(self, card: Card, seen: Mapping[str, Float32]) -> None:
        """Begin an empty graph.

        Args:
            card: the model.
            seen: for each of `watched`, values that occurred, shape (n, inputs).
        """
        super().__init__(card)
        self._seen = seen

    def layer(self, x: str, weights: Weights, name: str) -> str:
        """Add one transformer layer after `x`.

        What is attended to is computed of two digits of the input: of all products it can bear
        rounding least.
        """
        from onnx import helper

        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        both = np.concatenate([weights[f"{part}.weight"].T for part in parts[:2]], axis=1)
        bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
        split = [f"{name}.q", f"{name}.k"]
        wide = self.product(x, both, f"{name}.qk", share=_SHARE_ATTENTION, scaled="signed")
        half = self.constant(f"{name}.half", np.full(2, len(bias) // 3, np.int64))
        self.nodes.append(helper.make_node("Split", [wide, half], split, axis=-1))
        value = self.fine(x, weights[f"{parts[2]}.weight"].T, parts[2])
        inputs = [*split, value, self.constant(f"{name}.b", bias), "mask"]
        attended = self.add("MultiHeadAttention", inputs, f"{name}.a", FUSED, num_heads=self.heads)
        output = f"{name}.attention.output"
        matrix = weights[f"{output}.dense.weight"].T
        attended = self.product(attended, matrix, f"{output}.dense", share=_SHARE_OUTPUT)
        y = self.joined(attended, x, weights, output)
        inner = f"{name}.intermediate.dense"
        matrix = weights[f"{inner}.weight"].T
        wide = self.product(y, matrix, inner, share=_SHARE_INNER, scaled="signed")
        grown = self.constant(f"{name}.i", weights[f"{inner}.bias"])
        wide = self.add("BiasGelu", [wide, grown], f"{name}.g", FUSED)
        output = f"{name}.output"
        matrix = weights[f"{output}.dense.weight"].T
        narrow = self.product(wide, matrix, f"{output}.dense", scaled="positive")
        return self.joined(narrow, y, weights, output)

    def product(
        self,
        x: str,
        matrix: Float32,
        name: str,
        *,
        share: float | None = None,
        scaled: Scaled | None = None,
    ) -> str:
        """Add a product with a matrix in eight bits.

        Args:
            x: name of the input, one of `watched`.
            matrix: shape (inputs, outputs).
            name: of the product.
            share: how much of the inputs' size moves into the matrix; None for nothing.
            scaled: whether each token is divided by its greatest value, by size or as it is.
        """
        seen = self._seen[x]
        if share is not None:
            scale = smoothing(matrix, seen, share)
            matrix, seen = matrix * scale[:, None], seen / scale
            x = self.add("Mul", [x, self.constant(f"{name}.scale", 1 / scale)], f"{name}.scaled")
        greatest = None
        if scaled is not None:
            greatest = self._greatest(x, name, scaled)
            x = self.add("Div", [x, greatest], f"{name}.divided")
        y = self._rounded(x, self._matrix(quantized(matrix, seen), name), f"{name}.x")
        return y if greatest is None else self.add("Mul", [y, greatest], f"{name}.y")

    def fine(self, x: str, matrix: Float32, name: str) -> str:
        """Add a product with a matrix in eight bits, of an input in two digits of eight bits.

        Args:
            x: name of the input, one of `watched`.
            matrix: shape (inputs, outputs).
            name: of the product.
        """
        made = self._matrix(quantized(matrix, self._seen[x]), name)
        unit = self.constant(f"{name}.unit", np.full(1, 1 / LEVELS, np.float32))
        step = self.add("Mul", [self._greatest(x, name, "signed"), unit], f"{name}.step")
        steps = self.add("Div", [x, step], f"{name}.divided")
        first = self.add("Round", [steps], f"{name}.first")
        second = self.add("Sub", [steps, first], f"{name}.second")
        digits = [
            self._rounded(first, made, f"{name}.high"),
            self._rounded(second, made, f"{name}.low"),
        ]
        return self.add("Mul", [self.add("Add", digits, f"{name}.sum"), step], f"{name}.y")

    def _matrix(self, made: Quantized, name: str) -> list[str]:
        """Add the constants of a matrix in eight bits; return their names."""
        return [
            self.constant(f"{name}.values", made.values),
            self.constant(f"{name}.steps", made.steps),
            self.constant(f"{name}.zeros", np.zeros(len(made.steps), np.int8)),
        ]

    def _rounded(self, x: str, matrix: list[str], output: str) -> str:
        """Add a product of an input that is rounded as it comes."""
        return self.add("DynamicQuantizeMatMul", [x, *matrix], output, FUSED)

    def _greatest(self, x: str, name: str, scaled: Scaled) -> str:
        """Add each token's greatest value, by size where it may be negative."""

        def extreme(operator: str, end: str) -> str:
            return self.add(operator, [x], f"{name}.{end}", axes=[-1], keepdims=1)

        least = self.constant(f"{name}.least", np.full(1, _LEAST_GREATEST, np.float32))
        among = [extreme("ReduceMax", "highest"), least]
        if scaled == "signed":
            among.append(self.add("Neg", [extreme("ReduceMin", "lowest")], f"{name}.negated"))
        return self.add("Max", among, f"{name}.greatest")
