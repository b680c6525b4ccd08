"""One thread for one question.

Sharing a question's few milliseconds between threads gains little on a quiet machine, and on a
busy one each waits for the other: 16 ms instead of 0.4 over 10,000 vectors. A process that was
forked after something was shared would wait for threads that it has not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def alone(faiss: Any) -> Iterator[None]:
    """Let FAISS use one thread within the block, as far as the calling thread is concerned."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
