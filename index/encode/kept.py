"""What was built of a model once, in the user's cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from index.encode.cache import cache_folder, write_atomically
from index.encode.weights import file_sha256
from index.errors import ModelError

_log = logging.getLogger(__name__)

_VERSION = 8
_KEPT = 8
_FACTS = "facts.json"
_DIGESTS = "sha256"


def place(fingerprint: str) -> Path:
    """Return the folder of what is built of the model whose vectors have this identity."""
    return cache_folder() / "encoders" / f"{fingerprint[:32]}-{_VERSION}"


def facts(folder: Path) -> dict[str, Any] | None:
    """Return what was noted beside the files; None when they are not there as they were written."""
    try:
        noted = json.loads((folder / _FACTS).read_text("utf-8"))
        whole = all(
            digest == file_sha256(folder / name) for name, digest in noted.pop(_DIGESTS).items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ModelError):
        _log.debug("nothing whole is kept in %s", folder, exc_info=True)
        return None
    return dict(noted) if whole else None


@contextlib.contextmanager
def written(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Yield a temporary folder with these files, by name."""
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        yield Path(folder)


def keep(folder: Path, files: Mapping[str, bytes], noted: Mapping[str, Any]) -> None:
    """Put files into the cache, the facts last, so that what is torn is not taken for whole.

    Args:
        folder: from `place`.
        files: contents by name.
        noted: what to note of them.
    """
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    said = json.dumps({_DIGESTS: digests, **noted}).encode()
    if all(
        write_atomically(folder / name, data) for name, data in [*files.items(), (_FACTS, said)]
    ):
        _forget_oldest(folder.parent)


def _forget_oldest(parent: Path) -> None:
    try:
        folders = sorted(parent.iterdir(), key=lambda path: -path.stat().st_mtime_ns)
    except OSError:
        _log.debug("%s cannot be cleared", parent, exc_info=True)
        return
    for folder in folders[_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
