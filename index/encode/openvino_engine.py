"""Token embeddings through OpenVINO: the quickest on processors with units for short numbers."""

from __future__ import annotations

from queue import SimpleQueue
from typing import Any

import numpy as np

from index.encode.base import Float32
from index.encode.engine import Ints
from index.encode.openvino_model import STRIDE
from index.encode.openvino_package import openvino
from index.encode.session import processors

GROUP = 192
"""Values of a token that share a step when they are rounded to eight bits as they come."""

_TOKENS_A_BATCH = 768
_PADDING = -1e4
_AHEAD = 2


class OpenVinoEngine:
    """An OpenVINO model on the processor, as many batches at a time as there are processors.

    Twice as many are taken, so that none of the processors waits for Python to hand it the next.
    """

    def __init__(self, model: Any, kind: str, *, half: bool) -> None:
        """Compile a model.

        Args:
            model: from `index.encode.openvino_model.build`.
            kind: what its products are computed in, in words.
            half: whether to compute in bfloat16 whatever is not in eight bits; else in float32.
        """
        self.workers = processors()
        self.budget = _TOKENS_A_BATCH
        self.path = f"openvino {kind}, cpu"
        compiled = (
            openvino()
            .Core()
            .compile_model(
                model,
                "CPU",
                {
                    "INFERENCE_PRECISION_HINT": "bf16" if half else "f32",
                    "DYNAMIC_QUANTIZATION_GROUP_SIZE": str(GROUP),
                    "INFERENCE_NUM_THREADS": self.workers,
                    "NUM_STREAMS": self.workers,
                    "ENABLE_CPU_PINNING": False,
                },
            )
        )
        self._free: SimpleQueue[Any] = SimpleQueue()
        for _ in range(_AHEAD * self.workers):
            self._free.put(compiled.create_infer_request())

    def embed(self, ids: Ints, mask: Ints) -> Float32:
        """Return token embeddings of shape (b, t, d)."""
        width = ids.shape[1]
        beyond = ((0, 0), (0, -width % STRIDE))
        ids, mask = np.pad(ids, beyond), np.pad(mask, beyond)
        hidden = (mask == 0).astype(np.float32)[:, None, None, :] * np.float32(_PADDING)
        request = self._free.get()
        try:
            return np.array(request.infer([ids, hidden])[0][:, :width], dtype=np.float32)
        finally:
            self._free.put(request)
