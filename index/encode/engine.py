"""What computes token embeddings, and how it likes its work cut."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encode.base import Float32

Ints = NDArray[np.int64]


class Engine(Protocol):
    """A way of computing token embeddings.

    Attributes:
        path: what computes, in words ("onnxruntime float32, cpu").
        workers: batches that are computed at the same time.
        budget: tokens of a batch, padding counted.
    """

    path: str
    workers: int
    budget: int

    def embed(self, ids: Ints, mask: Ints) -> Float32:
        """Return token embeddings of shape (b, t, d); called from `workers` threads.

        Args:
            ids: token numbers, shape (b, t), padded with zeros at the end.
            mask: 1 for a real token, 0 for padding, same shape.
        """
        ...
