"""Text to vectors."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from index.encode.base import Encoder

__all__ = ["Backend", "load_encoder"]

Backend = Literal["auto", "torch"]

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
        backend: what computes the vectors; "auto" takes the quickest that agrees.

    Raises:
        ModelError: there is no such model, or its weights are not the published ones.
    """
    from index.encode.transformer import load
    from index.encode.weights import locate

    source = locate(name)
    key = (str(source.folder), device, backend)
    with _lock:
        if key not in _loaded:
            _loaded[key] = load(source, device=device)
        return _loaded[key]
