"""A BERT-type model as an ONNX graph, built straight from its saved weights.

The graph is written with ONNX Runtime's fused operators where they pay (attention, bias with
GELU), so that nothing is left to find for an optimiser and a session is ready in a tenth of a
second, without torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.folder import Card

_OPSET = 17
_IR = 8
_FUSED = "com.microsoft"
_KEPT_INSIDE = 4096
_PAGE = 4096

STRIDE = 16
"""Texts padded to a multiple of so many tokens leave OpenVINO's attention no ragged edges."""

GRAPH = "graph.onnx"
WEIGHTS = "weights.bin"

Weights = Mapping[str, Float32]


def supported(card: Card) -> bool:
    """Return whether a model's own description is that of a plain BERT encoder."""
    config = card.config
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
        and not config.get("add_cross_attention")
        and (card.folder / "model.safetensors").is_file()
        and (card.folder / "tokenizer.json").is_file()
    )


def read_weights(card: Card) -> dict[str, Float32]:
    """Return a model's weights by name, without a leading "bert."."""
    from safetensors.numpy import load_file

    loaded = load_file(card.folder / "model.safetensors")
    return {
        name.removeprefix("bert."): np.asarray(values, dtype=np.float32)
        for name, values in loaded.items()
    }


@dataclass(frozen=True, slots=True)
class Built:
    """A graph and the weights that it points into.

    Attributes:
        graph: serialised ONNX model; it finds its weights in the file `WEIGHTS` beside it, from
            where they are mapped into memory rather than read.
        weights: contents of that file.
    """

    graph: bytes
    weights: bytes

    def files(self) -> dict[str, bytes]:
        """Return both by the names of the files that they belong in."""
        return {WEIGHTS: self.weights, GRAPH: self.graph}


def build(card: Card, weights: Weights) -> Built:
    """Return the model as an ONNX graph.

    The graph takes `ids` (int64, [b, t]) and `mask` (int32, [b, t]) and gives `embeddings`
    (float32, [b, t, d]).

    Args:
        card: the model, for which `supported` holds.
        weights: its weights.
    """
    from onnx import TensorProto, helper

    graph = _Graph(card)
    x = graph.embed(weights)
    for layer in range(int(card.config["num_hidden_layers"])):
        x = graph.layer(x, weights, f"encoder.layer.{layer}")
    graph.add("Identity", [x], "embeddings")
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["b", "t"]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["b", "t"]),
        ],
        [
            helper.make_tensor_value_info(
                "embeddings", TensorProto.FLOAT, ["b", "t", int(card.config["hidden_size"])]
            ),
        ],
        graph.constants,
    )
    model = helper.make_model(
        made,
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)],
        ir_version=_IR,
    )
    return Built(bytes(model.SerializeToString()), bytes(graph.weights))


class _Graph:
    """Nodes and constants of a graph that is being built.

    Attributes:
        nodes: its operators, in order.
        constants: its small constants, and where the large ones lie.
        weights: contents of the file `WEIGHTS`.
    """

    def __init__(self, card: Card) -> None:
        """Begin an empty graph for a model."""
        self.heads = int(card.config["num_attention_heads"])
        self.epsilon = float(card.config["layer_norm_eps"])
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.weights = bytearray()

    def constant(self, name: str, values: np.ndarray[Any, Any]) -> str:
        """Add a constant, a large one to the file of weights; return its name."""
        from onnx import TensorProto, helper, numpy_helper

        values = np.ascontiguousarray(values)
        if values.nbytes < _KEPT_INSIDE:
            self.constants.append(numpy_helper.from_array(values, name))
            return name
        self.weights += bytes(-len(self.weights) % _PAGE)
        tensor = TensorProto(
            name=name,
            data_type=helper.np_dtype_to_tensor_dtype(values.dtype),
            dims=values.shape,
            data_location=TensorProto.EXTERNAL,
        )
        place = {"location": WEIGHTS, "offset": len(self.weights), "length": values.nbytes}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        self.weights += values.astype(values.dtype.newbyteorder("<")).tobytes()
        self.constants.append(tensor)
        return name

    def add(
        self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any
    ) -> str:
        """Add an operator; return the name of its output."""
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def embed(self, weights: Weights) -> str:
        """Look up words and places; every token is of the first type."""
        places = weights["embeddings.position_embeddings.weight"]
        places = places + weights["embeddings.token_type_embeddings.weight"][0]
        words = self.constant("words", weights["embeddings.word_embeddings.weight"])
        places = np.pad(places, ((0, -len(places) % STRIDE), (0, 0)))
        found = self.add("Gather", [words, "ids"], "word")
        width = self.add("Shape", ["ids"], "width", start=1, end=2)
        first = self.constant("first", np.zeros(1, np.int64))
        place = self.add("Slice", [self.constant("places", places), first, width, first], "place")
        total = self.add("Add", [found, place], "sum")
        return self.normalised(total, self.norm(weights, "embeddings.LayerNorm"), "embedded")

    def layer(self, x: str, weights: Weights, name: str) -> str:
        """Add one transformer layer (Vaswani et al. 2017, arXiv:1706.03762) after `x`."""
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        joined = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
        inputs = [x, self.constant(f"{name}.w", joined), self.constant(f"{name}.b", bias), "mask"]
        attended = self.add("Attention", inputs, f"{name}.a", _FUSED, num_heads=self.heads)
        output = f"{name}.attention.output"
        y = self.joined(self.exact(attended, weights, f"{output}.dense"), x, weights, output)
        wide = self.exact(y, weights, f"{name}.intermediate.dense")
        grown = self.constant(f"{name}.i", weights[f"{name}.intermediate.dense.bias"])
        wide = self.add("BiasGelu", [wide, grown], f"{name}.g", _FUSED)
        output = f"{name}.output"
        return self.joined(self.exact(wide, weights, f"{output}.dense"), y, weights, output)

    def joined(self, x: str, skip: str, weights: Weights, name: str) -> str:
        """Add the bias of a projection `x` and the skip connection, and normalise.

        ONNX Runtime's fused operator for this takes four times as long as its three parts.
        """
        bias = self.constant(f"{name}.bias", weights[f"{name}.dense.bias"])
        total = self.add("Add", [x, bias], f"{name}.p")
        total = self.add("Add", [total, skip], f"{name}.s")
        norm = self.norm(weights, f"{name}.LayerNorm")
        return self.normalised(total, norm, f"{name}.out")

    def normalised(self, x: str, norm: list[str], output: str) -> str:
        """Add a layer normalisation."""
        return self.add("LayerNormalization", [x, *norm], output, epsilon=self.epsilon)

    def exact(self, x: str, weights: Weights, name: str) -> str:
        """Add a product in float32."""
        matrix = self.constant(f"{name}.w", weights[f"{name}.weight"].T)
        return self.add("MatMul", [x, matrix], f"{name}.x")

    def norm(self, weights: Weights, name: str) -> list[str]:
        """Add the constants of a layer normalisation."""
        return [self.constant(f"{name}.{p}", weights[f"{name}.{p}"]) for p in ("weight", "bias")]
