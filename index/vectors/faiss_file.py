"""Writing what FAISS holds: FAISS itself says nothing of a disk that is full."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any


def save(index: Any, path: Path) -> None:
    """Write an index of FAISS into a file.

    Raises:
        OSError: it cannot be written whole.
    """
    faiss: Any = import_module("faiss")
    failed: list[OSError] = []
    with path.open("wb") as file:

        def write(data: bytes) -> None:
            if failed:
                return
            try:
                file.write(data)
            except OSError as error:
                failed.append(error)

        faiss.write_index(index, faiss.PyCallbackIOWriter(write))
    if failed:
        raise failed[0]
