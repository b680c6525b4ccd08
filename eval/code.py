"""Which code made a run: a digest over the source of the rooms that answer."""

from __future__ import annotations

import hashlib
import logging
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_log = logging.getLogger(__name__)


@cache
def source_digest(room: str) -> str:
    """Return the hex SHA-256 over the code and fitted numbers of a room, with their places."""
    where = import_module(room).__file__
    assert where is not None
    folder = Path(where).parent
    digest = hashlib.sha256()
    for file in sorted([*folder.rglob("*.py"), *folder.glob("*.json")]):
        digest.update(str(file.relative_to(folder)).encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def model_digest(name: str) -> str | None:
    """Return the hex SHA-256 over the files of a model's folder; None for a name of a hub's."""
    folder = Path(name)
    if not folder.is_dir():
        return None
    digest = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        digest.update(str(file.relative_to(folder)).encode() + b"\0")
        with file.open("rb") as data:
            digest.update(hashlib.file_digest(data, "sha256").digest())
    return digest.hexdigest()


def installed_version() -> str:
    """Return Dateline's version, or "unknown" where it runs without being installed."""
    try:
        return version("dateline")
    except PackageNotFoundError:
        _log.debug("Dateline is not installed as a package", exc_info=True)
        return "unknown"
