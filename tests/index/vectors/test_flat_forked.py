"""A process that was forked after vectors were shared between threads."""

import os
import signal
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.vectors.flat import Flat
from tests.support.nobody import in_child

ROWS = np.random.default_rng(7).standard_normal((4_000, 64)).astype(np.float32)
SECONDS = 30


@pytest.fixture
def shared():
    """FAISS with two threads, which have worked."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(2)
    index = faiss.IndexFlatIP(ROWS.shape[1])
    index.add(ROWS)
    index.search(ROWS[:256], 10)
    yield
    faiss.omp_set_num_threads(before)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_it_writes_and_searches_vectors(tmp_path: Path, shared: None) -> None:
    def work() -> None:
        signal.alarm(SECONDS)  # it would wait for ever for threads that it has not
        flat = Flat()
        flat.write(tmp_path, ROWS)
        opened = flat.open(tmp_path)
        assert opened.count == len(ROWS)

    assert in_child(work) == 0
