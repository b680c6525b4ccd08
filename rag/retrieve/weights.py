"""The fitted numbers of Dateline's linear models, kept beside the code that uses them.

`rag/retrieve/weights.json` holds them and says what they were fitted on.
"""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import Any

import numpy as np

from index.encode.base import Float32
from rag.retrieve.features import PASSAGE_FEATURES, SENTENCE_FEATURES


@functools.cache
def fitted() -> dict[str, Any]:
    """Return everything that was fitted, by model."""
    text = files("rag.retrieve").joinpath("weights.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@functools.cache
def passage_weights() -> Float32:
    """Return the weights of the order of passages, in the order of `PASSAGE_FEATURES`."""
    values = fitted()["passage"]
    return np.array([values[name] for name in PASSAGE_FEATURES], dtype=np.float32)


@functools.cache
def sentence_weights() -> Float32:
    """Return the weights of the order of sentences, in the order of `SENTENCE_FEATURES`."""
    values = fitted()["sentence"]
    return np.array([values[name] for name in SENTENCE_FEATURES], dtype=np.float32)
