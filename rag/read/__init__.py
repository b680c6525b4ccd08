"""The reader: a question and passages in, the places that answer out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.encode.once import once

if TYPE_CHECKING:
    from rag.read.base import SpanModel

GRAPH = "model.onnx"

__all__ = ["load_listwise_reader", "load_reader"]


@once
def load_reader(name: str | None = None) -> SpanModel:
    """Return the model that reads passages, loaded once a process.

    Args:
        name: an extractive question-answering model (`AutoModelForQuestionAnswering`, "no
            answer" by its first token), by hub name or folder, or a folder that
            `python -m eval.train export` wrote; None for the one that comes with Dateline. The
            latter two run without torch.

    Raises:
        ReaderError: there is no such model, or its files are broken.
    """
    if name is None or (Path(name) / GRAPH).exists():
        from rag.read.shipped import FOLDER, ShippedReader

        return ShippedReader(Path(name) if name else FOLDER)
    from rag.read.transformer import TorchReader

    return TorchReader(name)


@once
def load_listwise_reader() -> SpanModel:
    """Return the model that reads sentences side by side, ours whichever reads the passages.

    Raises:
        ReaderError: its files are broken.
    """
    from rag.read.shipped import LISTWISE, ShippedReader

    return ShippedReader(graph=LISTWISE)
