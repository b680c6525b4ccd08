"""Text to vectors."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from index.encode.base import Encoder
    from index.encode.weights import Source

__all__ = ["Backend", "load_encoder"]

Backend = Literal["auto", "onnx", "torch"]

_loaded: dict[tuple[str, str | None, str], Encoder] = {}
_lock = threading.Lock()


def load_encoder(
    name: str | None = None, *, device: str | None = None, backend: Backend = "auto"
) -> Encoder:
    """Return the embedding model of this name, loaded once a process.

    Args:
        name: a folder that a sentence-transformers model was saved to, or a hub name; None for
            the default weights, which were installed with Dateline.
        device: where to run ("cpu", "cuda"); None for the best there is.
        backend: what computes the vectors. "onnx" starts in a moment but runs only mean-pooled
            BERT models, on the processor; "torch" runs any; "auto" takes the first that can, and
            goes on in bfloat16 or eight bits in a larger job where that is quicker and agrees.

    Raises:
        ModelError: there is no such model, its weights are not the published ones, or the
            backend cannot run it.
    """
    from index.encode.weights import locate

    source = locate(name)
    key = (str(source.folder), device, backend)
    with _lock:
        if key not in _loaded:
            _loaded[key] = _load(source, device, backend)
        return _loaded[key]


def _load(source: Source, device: str | None, backend: Backend) -> Encoder:
    from index.errors import ModelError

    if backend == "onnx" or (backend == "auto" and device in (None, "cpu")):
        from index.encode import quick

        encoder = quick.load(source, upgrade=backend == "auto" and device is None)
        if encoder is not None:
            return encoder
        if backend == "onnx":
            raise ModelError(
                f'the model {source.name} is no mean-pooled BERT; load it with backend="torch"'
            )
    from index.encode import transformer

    return transformer.load(source, device=device)
