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


@functools.lru_cache(maxsize=2)
def weights(model: str) -> Float32:
    """Return the weights of the "passage" or "sentence" model, in the order of its features."""
    names = {"passage": PASSAGE_FEATURES, "sentence": SENTENCE_FEATURES}[model]
    values = fitted()[model]
    return np.array([values[name] for name in names], dtype=np.float32)
