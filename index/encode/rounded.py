"""The default weights in eight bits, as they come with Dateline.

They are made once, with `python -m eval.quantize`; docs/models.md says how, and how close they are.
"""

from __future__ import annotations

from pathlib import Path

from index.encode.graph_engine import GraphEngine
from index.encode.weights import DEFAULT_SHA256, file_sha256

FOLDER = Path(__file__).parent / "eight"
GRAPH = "encoder.xml"


def open_rounded(model: Path, *, half: bool) -> GraphEngine | None:
    """Return an engine that multiplies in eight bits.

    Args:
        model: folder of the model in use.
        half: whether to compute the rest in bfloat16.

    Returns:
        None when its weights are not those that were rounded.
    """
    if file_sha256(model / "model.safetensors") != DEFAULT_SHA256:
        return None
    return GraphEngine(FOLDER / GRAPH, "int8", half=half)
