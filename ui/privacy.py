"""Where a question goes when it is asked."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

_BASES = {
    "openai": ("OPENAI_BASE_URL", "OPENAI_API_BASE"),
    "ollama": ("OLLAMA_HOST",),
}
_LOCAL_BY_DEFAULT = frozenset({"ollama"})


def remote(llm: str | None) -> str | None:
    """Return the model that questions and passages are sent to, or None when nothing leaves.

    A model whose server has a loopback address is on this machine; of any other, also of one
    that is not known, it is taken for granted that it is not.

    Args:
        llm: PROVIDER:MODEL, or None.
    """
    if not llm:
        return None
    provider = llm.partition(":")[0].strip().lower()
    bases = (os.environ.get(name) for name in _BASES.get(provider, ()))
    base = next((each for each in bases if each), None)
    if base is None:
        return None if provider in _LOCAL_BY_DEFAULT else llm
    host = urlsplit(base if "//" in base else f"//{base}").hostname or ""
    return None if loopback(host) else f"{llm} ({host})"


def loopback(host: str) -> bool:
    """Return whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
