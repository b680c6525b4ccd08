"""What a run depends on beside its settings: code, models, machine, folders, memory."""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import sys
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.errors import DatasetError
from index.encode.cache import cache_folder

_log = logging.getLogger(__name__)

VARIABLE = "DATELINE_DATASETS"

_STATUS = Path("/proc/self/status")
_MATRIX = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8", "bf16")
_PACKAGES = (
    "dateline", "torch", "sentence-transformers", "onnxruntime", "faiss-cpu", "tantivy",
    "langchain-text-splitters", "txtai",
)  # fmt: skip


def kept(name: str) -> Path:
    """Return the place of what measuring keeps and can always make again, in the cache folder."""
    return cache_folder() / "eval" / name


def shared() -> Path:
    """Return the folder that holds sets outside the repository, beside it."""
    return Path(__file__).resolve().parents[2] / "shared"


def datasets_folder(chosen: Path | None = None) -> Path:
    """Return the folder of sets: the one given, else `$DATELINE_DATASETS`, else a neighbour.

    Raises:
        DatasetError: there is none.
    """
    folder = chosen or Path(os.environ.get(VARIABLE) or shared() / "datasets")
    if not folder.is_dir():
        raise DatasetError(f"{folder}: no folder of sets; say where with {VARIABLE}")
    return folder


@cache
def source_digest(room: str) -> str:
    """Return the hex SHA-256 over the code and fitted numbers of a room, with their places."""
    where = import_module(room).__file__
    assert where is not None
    folder = Path(where).parent
    return _digest(folder, [*folder.rglob("*.py"), *folder.glob("*.json")])


def model_digest(name: str) -> str | None:
    """Return the hex SHA-256 over the files of a model's folder; None for a name of a hub's."""
    folder = Path(name)
    return _digest(folder, folder.rglob("*")) if folder.is_dir() else None


def _digest(folder: Path, files: Any) -> str:
    digest = hashlib.sha256()
    for file in sorted(one for one in files if one.is_file()):
        digest.update(str(file.relative_to(folder)).encode() + b"\0")
        with file.open("rb") as data:
            digest.update(hashlib.file_digest(data, "sha256").digest())
    return digest.hexdigest()


def installed(package: str = "dateline") -> str | None:
    """Return a package's version; None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        _log.debug("%s is not installed", package)
        return None


def machine() -> dict[str, Any]:
    """Return what times depend on: processor, cores, load, versions."""
    name, flags = platform.processor() or platform.machine(), ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text("utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                name = value.strip()
            elif key.strip() in ("flags", "Features"):
                flags = value
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "system": platform.platform(),
        "processor": name,
        "cores": cores,
        "instructions": [flag for flag in _MATRIX if flag in flags.split()],
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "versions": {package: installed(package) for package in _PACKAGES},
    }


def peak_rss_mb() -> float | None:
    """Return the largest resident set of this process so far, in megabytes of 10**6 bytes.

    Linux is asked for that of the program itself: `getrusage` counts there what the process was
    before it became this program, as large as the one that started it. None on systems without
    either.
    """
    try:
        for line in _STATUS.read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    except (OSError, ValueError):
        _log.debug("%s does not tell the memory", _STATUS, exc_info=True)
    try:
        import resource
    except ImportError:
        _log.debug("the system does not tell the memory")
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
