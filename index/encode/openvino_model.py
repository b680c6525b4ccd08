"""A BERT-type model as an OpenVINO model, built straight from its saved weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.folder import Card
from index.encode.graph import Weights
from index.encode.openvino_package import openvino

Node = Any
Product = Callable[[Node, str], Node]

STRIDE = 16
"""Tokens of which texts are best padded to a multiple: attention then has no ragged edges."""


def build(card: Card, weights: Weights, product: Product | None = None) -> Any:
    """Return the model (Vaswani et al. 2017, arXiv:1706.03762) as an `openvino.Model`.

    It takes `ids` (int64, [b, t]) and `mask` (float32, [b, 1, 1, t], what is added to the weight
    of each token: 0, or far below 0 for padding) and gives token embeddings (float32, [b, t, d]).

    Args:
        card: the model, for which `index.encode.graph.supported` holds.
        weights: its weights, as `merged` returns them.
        product: multiplies a node with the matrix of this name; None for the matrix as it is.
    """
    return Builder(card, weights, product).model()


def merged(card: Card, weights: Weights) -> Weights:
    """Return weights with each layer's three matrices of attention as one, and their biases."""
    found = dict(weights)
    for layer in range(int(card.config["num_hidden_layers"])):
        name = f"encoder.layer.{layer}.attention.self"
        for kind in ("weight", "bias"):
            parts = [weights[f"{name}.{part}.{kind}"] for part in ("query", "key", "value")]
            found[f"{name}.{kind}"] = np.concatenate(parts)
    return found


def constant(values: Any) -> Node:
    """Return a node of these values."""
    return openvino().opset13.constant(values)


class Builder:
    """Builds the model part by part; see `build` for what its parts are given."""

    def __init__(self, card: Card, weights: Weights, product: Product | None = None) -> None:
        """Read the model's description."""
        self.op = openvino().opset13
        self.weights = weights
        self.product = product or self.exact
        self.layers = int(card.config["num_hidden_layers"])
        self.heads = int(card.config["num_attention_heads"])
        self.width = int(card.config["hidden_size"])
        self.epsilon = float(card.config["layer_norm_eps"])

    def model(self) -> Any:
        """Return the whole model."""
        ids = self.op.parameter([-1, -1], np.int64, name="ids")
        mask = self.op.parameter([-1, 1, 1, -1], np.float32, name="mask")
        return openvino().Model([self.op.result(self.encoded(ids, mask))], [ids, mask], "encoder")

    def encoded(self, ids: Node, mask: Node) -> Node:
        """Embed tokens, layer after layer."""
        x = self.normalised(self.looked_up(ids), "embeddings.LayerNorm")
        for layer in range(self.layers):
            x = self.layer(x, mask, f"encoder.layer.{layer}")
        return x

    def looked_up(self, ids: Node) -> Node:
        """Look up words and places; every token is of the first type."""
        op, at = self.op, constant(np.int64(0))
        words = op.gather(constant(self.weights["embeddings.word_embeddings.weight"]), ids, at)
        places = self.weights["embeddings.position_embeddings.weight"]
        places = places + self.weights["embeddings.token_type_embeddings.weight"][0]
        places = np.pad(places, ((0, -len(places) % STRIDE), (0, 0)))
        first, one = constant(np.zeros(1, np.int64)), constant(np.ones(1, np.int64))
        width = op.gather(op.shape_of(ids), one, at)
        return op.add(words, op.slice(constant(places), first, width, one))

    def layer(self, x: Node, mask: Node, name: str) -> Node:
        """Add one transformer layer."""
        op = self.op
        wide = self.projected(x, f"{name}.attention.self")
        parts = [self.split(part) for part in op.split(wide, constant(np.int64(2)), 3).outputs()]
        attended = self.joined(op.scaled_dot_product_attention(*parts, mask))
        attended = self.projected(attended, f"{name}.attention.output.dense")
        y = self.normalised(op.add(attended, x), f"{name}.attention.output.LayerNorm")
        grown = op.gelu(self.projected(y, f"{name}.intermediate.dense"), "erf")
        narrow = self.projected(grown, f"{name}.output.dense")
        return self.normalised(op.add(narrow, y), f"{name}.output.LayerNorm")

    def split(self, x: Node) -> Node:
        """Part the heads, [b, t, d] to [b, heads, t, d / heads]."""
        apart = self.op.reshape(x, constant(np.array([0, 0, self.heads, -1])), True)
        return self.op.transpose(apart, constant(np.array([0, 2, 1, 3])))

    def joined(self, x: Node) -> Node:
        """Undo `split`'s change of shape."""
        turned = self.op.transpose(x, constant(np.array([0, 2, 1, 3])))
        return self.op.reshape(turned, constant(np.array([0, 0, -1])), True)

    def projected(self, x: Node, name: str) -> Node:
        """Multiply with a matrix and add its bias."""
        return self.op.add(self.product(x, name), constant(self.weights[f"{name}.bias"]))

    def exact(self, x: Node, name: str) -> Node:
        """Multiply with a matrix as it is."""
        return self.op.matmul(x, constant(self.weights[f"{name}.weight"]), False, True)

    def normalised(self, x: Node, name: str) -> Node:
        """Add a layer normalisation."""
        return self.scaled(
            self.even(x), self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        )

    def even(self, x: Node) -> Node:
        """Give each token's values mean 0 and variance 1."""
        return self.op.mvn(x, constant(np.array([-1])), True, self.epsilon, "inside_sqrt")

    def scaled(self, x: Node, by: Float32, plus: Float32) -> Node:
        """Multiply each token's values, and add to them."""
        return self.op.add(self.op.multiply(x, constant(by)), constant(plus))
