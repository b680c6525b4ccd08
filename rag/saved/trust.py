"""Whose hook it is: an archive that came from somebody else must not run commands here.

A hook is signed when it is saved, with a key that never leaves the user's own folder of settings;
one that is not is not called.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

import typer

from rag.errors import SavedError

_BYTES = 32


def sign(name: str, hook: str) -> str:
    """Return the mark of a hook that this user saves; the key is made where there is none.

    Raises:
        SavedError: the key cannot be kept.
    """
    return _mark(_key(make=True), name, hook)


def is_own(name: str, hook: str, mark: str) -> bool:
    """Tell whether this user saved a hook, on this machine."""
    key = _key(make=False)
    return bool(key) and hmac.compare_digest(_mark(key, name, hook), mark)


def _mark(key: bytes, name: str, hook: str) -> str:
    said = f"{name}\0{hook}".encode("utf-8", "replace")
    return hmac.new(key, said, hashlib.sha256).hexdigest()


def _key(*, make: bool) -> bytes:
    path = Path(typer.get_app_dir("dateline")) / "hooks.key"
    try:
        key = path.read_bytes()
        if len(key) == _BYTES:
            return key
    except FileNotFoundError:
        if not make:
            return b""
    except OSError as error:
        raise SavedError(f"{path} cannot be read ({error.strerror})") from error
    if not make:
        return b""
    key = secrets.token_bytes(_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
    except OSError as error:
        raise SavedError(f"{path} cannot be written ({error.strerror})") from error
    return key
