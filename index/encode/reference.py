"""The same model in plain double precision, to check quicker ways of computing it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32
from index.encode.folder import Card
from index.encode.graph import Weights

Float64 = NDArray[np.float64]


def token_embeddings(card: Card, weights: Weights, ids: list[int]) -> Float32:
    """Return one text's token embeddings, shape (t, d), after Devlin et al. 2019.

    Args:
        card: a model for which `index.encode.graph.supported` holds.
        weights: its weights.
        ids: the text's token numbers.
    """
    heads = int(card.config["num_attention_heads"])
    epsilon = float(card.config["layer_norm_eps"])

    def tensor(name: str) -> Float64:
        return weights[name].astype(np.float64)

    def linear(x: Float64, name: str) -> Float64:
        return np.asarray(x @ tensor(f"{name}.weight").T + tensor(f"{name}.bias"))

    def norm(x: Float64, name: str) -> Float64:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt(centred.var(axis=-1, keepdims=True) + epsilon)
        return np.asarray(scaled * tensor(f"{name}.weight") + tensor(f"{name}.bias"))

    def split(x: Float64) -> Float64:
        return x.reshape(len(ids), heads, -1).transpose(1, 0, 2)

    def attend(x: Float64, name: str) -> Float64:
        query, key, value = (split(linear(x, f"{name}.{p}")) for p in ("query", "key", "value"))
        logits = query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1])
        shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return np.asarray((shares @ value).transpose(1, 0, 2).reshape(len(ids), -1))

    x = weights["embeddings.word_embeddings.weight"][ids].astype(np.float64)
    x = x + tensor("embeddings.position_embeddings.weight")[: len(ids)]
    x = x + tensor("embeddings.token_type_embeddings.weight")[0]
    x = norm(x, "embeddings.LayerNorm")
    for number in range(int(card.config["num_hidden_layers"])):
        layer = f"encoder.layer.{number}"
        attended = linear(attend(x, f"{layer}.attention.self"), f"{layer}.attention.output.dense")
        x = norm(x + attended, f"{layer}.attention.output.LayerNorm")
        wide = gelu(linear(x, f"{layer}.intermediate.dense"))
        x = norm(x + linear(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    return x.astype(np.float32)


def gelu(x: Float64) -> Float64:
    """Return x times the normal distribution function of x (Hendrycks & Gimpel 2016)."""
    from math import erf

    half = np.frompyfunc(lambda value: 0.5 * (1.0 + erf(value)), 1, 1)
    return np.asarray(x * half(x / np.sqrt(2.0)).astype(np.float64))
