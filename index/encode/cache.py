"""Where Dateline keeps what it can always make again, and how it writes there."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path

from index.errors import ModelError

_log = logging.getLogger(__name__)

CACHE_VARIABLE = "DATELINE_CACHE"


def cache_folder() -> Path:
    """Return the user's cache folder for Dateline; it may not exist yet.

    `DATELINE_CACHE` names another one.
    """
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "dateline"


def write_atomically(path: Path, data: bytes) -> bool:
    """Write a file so that a reader sees the old one or the whole new one.

    Returns:
        False when the folder cannot be written to; a cache is never worth failing for.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        _log.debug("%s cannot be kept", path, exc_info=True)
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
        return False
    return True


def readable(path: Path) -> bytes:
    """Return a model file's bytes.

    Raises:
        ModelError: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot read {path}: {error.strerror or error}") from error
