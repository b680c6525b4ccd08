"""One table of words for two graphs that have nearly the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WORDS = "words.bin"
_TABLE = "word_embeddings.weight"
_SCALES = ("_scale", "_zero_point")


def share_words(first: Path, second: Path) -> None:
    """Take the table of words out of a graph, into `words.bin`, and let another use it too.

    Args:
        first: an exported graph, whose table is kept; both are rewritten.
        second: one in the same folder that was trained on from it. Its own table, which that
            training hardly moves (docs/model-card-reader.md), is dropped.
    """
    import onnx
    from onnx.external_data_helper import set_external_data

    graphs = [onnx.load(str(path)) for path in (first, second)]
    table = _named(graphs[0], f"{_TABLE}_quantized")
    data = table.raw_data
    scales = {end: _named(graphs[0], f"{_TABLE}{end}").SerializeToString() for end in _SCALES}
    (first.parent / WORDS).write_bytes(data)
    for graph, path in zip(graphs, (first, second), strict=True):
        for end, scale in scales.items():
            _named(graph, f"{_TABLE}{end}").ParseFromString(scale)
        own = _named(graph, f"{_TABLE}_quantized")
        set_external_data(own, location=WORDS, offset=0, length=len(data))
        own.ClearField("raw_data")
        path.write_bytes(graph.SerializeToString())


def _named(graph: Any, end: str) -> Any:
    (found,) = (each for each in graph.graph.initializer if each.name.endswith(end))
    return found
