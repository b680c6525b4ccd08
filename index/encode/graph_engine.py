"""Token embeddings through a graph on the processor."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.encode.base import Float32
from index.encode.engine import Ints
from index.encode.graph import STRIDE
from index.encode.graph_file import Arrays, open_graph, processors

_OPENVINO_BUDGET = 768
_ONNX_BUDGET = 512


class GraphEngine:
    """A graph that takes `ids` and `mask` and gives token embeddings.

    As many batches run at a time as there are processors, each on one of them.
    """

    def __init__(self, path: Path, kind: str, *, half: bool = False) -> None:
        """Open a graph.

        Args:
            path: its file; see `index.encode.graph_file.open_graph`.
            kind: what its products are computed in, in words.
            half: whether to compute in bfloat16, through OpenVINO, whatever is not in eight bits.

        Raises:
            ModelError: the file is missing, or is no graph.
        """
        through_openvino = half or path.suffix == ".xml"
        self.workers = processors()
        self.budget = _OPENVINO_BUDGET if through_openvino else _ONNX_BUDGET
        self.path = f"{'openvino' if through_openvino else 'onnxruntime'} {kind}, cpu"
        self._stride = STRIDE if through_openvino else 1
        self._graph = open_graph(path, threads=1, half=half)

    def embed(self, ids: Ints, mask: Ints) -> Float32:
        """Return token embeddings of shape (b, t, d)."""
        width = ids.shape[1]
        if width % self._stride:
            beyond = ((0, 0), (0, -width % self._stride))
            ids, mask = np.pad(ids, beyond), np.pad(mask, beyond)
        feed: Arrays = {"ids": ids, "mask": mask.astype(np.int32)}
        return np.asarray(self._graph(feed)[0][:, :width], dtype=np.float32)
