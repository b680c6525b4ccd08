"""Starting workers, and saying what machine they ran on."""

from __future__ import annotations

import json
import logging
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from index.errors import DatelineError

_log = logging.getLogger(__name__)

_MATRIX = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8", "bf16")
_PACKAGES = (
    "dateline", "torch", "sentence-transformers", "onnxruntime", "faiss-cpu", "tantivy",
    "langchain-text-splitters", "txtai",
)  # fmt: skip


class BenchError(DatelineError):
    """A measurement could not be made."""


def worker(*arguments: str) -> dict[str, Any]:
    """Run one step of `eval.bench.worker` in a new process and return what it measured."""
    _, output = timed([sys.executable, "-m", "eval.bench.worker", *arguments])
    result: dict[str, Any] = json.loads(output.strip().rsplit("\n", 1)[-1])
    return result


def timed(command: list[str]) -> tuple[float, str]:
    """Run a command; return its wall time from start to end, in seconds, and its output.

    Raises:
        BenchError: it failed.
    """
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true"}
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    took = time.perf_counter() - began
    if done.returncode:
        last = (done.stderr.strip() or "no message").rsplit("\n", 1)[-1]
        raise BenchError(f"{' '.join(command[:6])} ended with {done.returncode}: {last}")
    return took, done.stdout


def machine() -> dict[str, Any]:
    """Return what the figures depend on: processor, cores, load, versions."""
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
        "processor": name,
        "cores": cores,
        "instructions": [flag for flag in _MATRIX if flag in flags.split()],
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "versions": {name: _version(name) for name in _PACKAGES},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        _log.debug("%s is not installed", package)
        return None
