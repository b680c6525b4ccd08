"""The small model for tests; they are skipped, with the reason, where it cannot run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rag.llm.errors import LanguageModelError
from rag.llm.small import serve


@contextmanager
def serve_small() -> Iterator[str]:
    """Run the small model's server; give its address."""
    try:
        server = serve()
        address = server.__enter__()
    except LanguageModelError as error:
        pytest.skip(str(error))
    try:
        yield address
    finally:
        server.__exit__(None, None, None)
