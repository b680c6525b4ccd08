"""What helps another to find a fault, without a word of what is stored or was asked."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from index.errors import DatelineError
from index.folder.manifest import Layout
from index.maintain.doctor import Report
from index.settings import PREFIX

_PARTS = (
    "argon2-cffi", "dateline", "faiss-cpu", "feedparser", "gradio", "langchain", "langchain-core",
    "lxml", "numpy", "onnxruntime", "openvino", "pydantic", "starlette", "tantivy", "tokenizers",
    "torch", "trafilatura", "transformers", "uvicorn",
)  # fmt: skip
_NAMED = re.compile(r"^article .*? (?=(?:is stored|has passages|does not have))")

_PLAIN = re.compile(r"[\d.]{1,12}|true|false|yes|no|on|off", re.IGNORECASE)
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASS|AUTH", re.IGNORECASE)


def bundle(report: Report, path: Path) -> list[str]:
    """Write a bundle: versions, machine, sizes, counts, problems.

    Of variables only numbers and switches are told with what they hold, of files their kinds and
    not where they lie; ids of articles are left out. Logs go to standard error and are not kept.

    Args:
        report: what `doctor` found.
        path: file to write.

    Returns:
        The names of its parts.

    Raises:
        DatelineError: the file cannot be written.
    """
    parts = {
        "system.json": _system(),
        "index.json": _index(Path(report.folder), report),
        "problems.json": [_without_ids(line, report) for line in report.problems],
    }
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, part in parts.items():
                file.writestr(name, json.dumps(part, indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        raise DatelineError(f"{path} cannot be written ({error.strerror})") from error
    return list(parts)


def _system() -> dict[str, Any]:
    installed = {each.metadata["Name"].lower(): each.version for each in distributions()}
    return {
        "python": sys.version.split()[0],
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "versions": {name: installed.get(name) for name in _PARTS},
        "variables": {
            name: value if _PLAIN.fullmatch(value) and not _SECRET.search(name) else "…"
            for name, value in sorted(os.environ.items())
            if name.startswith(PREFIX)
        },
    }


def _index(folder: Path, report: Report) -> dict[str, Any]:
    sizes: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            kind = path.suffix or path.name
            sizes[kind] = sizes.get(kind, 0) + path.stat().st_size
    said: dict[str, Any] = {"generation": report.generation, "checked": report.checked}
    try:
        manifest = Layout(folder).read_manifest(report.generation)
        said |= manifest.model_dump(include={"format", "dateline", "counts", "removed", "shape"})
        said["segments"] = [each.count for each in manifest.segments]
        said["dimension"] = manifest.model.dimension if manifest.model else None
    except (DatelineError, OSError) as error:
        said["manifest"] = type(error).__name__
    return {**said, "bytes": sizes}


def _without_ids(line: str, report: Report) -> str:
    return _NAMED.sub("article … ", line).replace(report.folder, "…")
