"""Where measuring keeps what it can always make again."""

from __future__ import annotations

from pathlib import Path

from index.encode.cache import cache_folder


def indexes() -> Path:
    """Return the folder of indexed corpora."""
    return cache_folder() / "eval" / "indexes"


def vectors() -> Path:
    """Return the file of remembered vectors."""
    return cache_folder() / "eval" / "vectors.sqlite"


def runs() -> Path:
    """Return the folder of stored runs."""
    return cache_folder() / "eval" / "runs"


def peers() -> Path:
    """Return the folder of peers' rankings."""
    return cache_folder() / "eval" / "peers"
