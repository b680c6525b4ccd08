"""Chat models that run on this machine: which there are, and whether one answers."""

from __future__ import annotations

import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from rag.llm.errors import LanguageModelError
from ui.privacy import loopback

_log = logging.getLogger(__name__)

OLLAMA = "http://127.0.0.1:11434"
# Where LM Studio, llama.cpp, vLLM and text-generation servers listen unless told otherwise.
SERVERS = tuple(f"http://127.0.0.1:{port}/v1" for port in (1234, 8080, 8000, 5000))
WAIT_S = 1.5
PROMPT = "Answer with the one word: yes"


@dataclass(frozen=True, slots=True)
class Found:
    """A model on this machine.

    Attributes:
        spec: PROVIDER:MODEL, as the settings want it.
        address: of the server that has it.
        usable: the environment points the provider there already.
    """

    spec: str
    address: str
    usable: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of asking a model something small.

    Attributes:
        spec: PROVIDER:MODEL; empty where none is chosen.
        seconds: how long it took.
        trouble: why it did not answer; empty where it did.
    """

    spec: str
    seconds: float = 0.0
    trouble: str = ""


def local() -> list[Found]:
    """Return the models of servers on this machine; no other machine is asked."""
    ollama = _base("OLLAMA_HOST") or OLLAMA
    own = _base("OPENAI_BASE_URL") or _base("OPENAI_API_BASE")
    asked = [
        (ollama, "ollama"),
        *((each, "openai") for each in dict.fromkeys([own, *SERVERS]) if each),
    ]
    asked = [(base, kind) for base, kind in asked if loopback(urlsplit(base).hostname or "")]
    with ThreadPoolExecutor(len(asked) or 1) as pool:
        several = pool.map(lambda each: _names(*each), asked)
        found = [
            Found(f"{kind}:{name}", base, usable=kind == "ollama" or base == own)
            for (base, kind), names in zip(asked, several, strict=True)
            for name in names
        ]
    return found


def test(spec: str | None) -> Tried:
    """Ask a model something small, and return whether it answered.

    Args:
        spec: PROVIDER:MODEL, or None where none is chosen.
    """
    if not spec:
        return Tried("")
    from rag.llm.load import load_model
    from rag.llm.secrets import one_line

    started = time.monotonic()
    try:
        load_model(spec).invoke(PROMPT)
    except LanguageModelError as error:
        return Tried(spec, trouble=str(error))
    except Exception as error:  # noqa: BLE001 - each provider has errors of its own
        return Tried(spec, trouble=f"{type(error).__name__}: {one_line(error)}")
    return Tried(spec, seconds=time.monotonic() - started)


def _base(name: str) -> str | None:
    """Return the address that a variable of the environment holds, with its scheme."""
    value = (os.environ.get(name) or "").strip().rstrip("/")
    return value if not value or "//" in value else f"http://{value}"


def _names(base: str, kind: str) -> list[str]:
    """Return the models of one server; none where nothing answers as such a server does."""
    import httpx

    path, key, name = (
        ("/api/tags", "models", "name") if kind == "ollama" else ("/models", "data", "id")
    )
    try:
        told = httpx.get(base + path, timeout=WAIT_S, trust_env=False, follow_redirects=False)
        told.raise_for_status()
        rows = told.json()[key]
        return [str(row[name]) for row in rows]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        _log.debug("no list of models at this address", exc_info=True)
        return []
