"""The memory that is told is the process's own."""

import subprocess
import sys

from eval.environment import peak_rss_mb

CHILD = "from eval.environment import peak_rss_mb; print(peak_rss_mb())"


def test_memory_taken_shows():
    before = peak_rss_mb()
    taken = bytearray(b"x" * 300_000_000)
    assert peak_rss_mb() >= len(taken) / 1e6
    assert before > 1


def test_a_process_does_not_count_what_started_it():
    taken = bytearray(b"x" * 300_000_000)
    child = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, check=True
    )
    assert 1 < float(child.stdout) < len(taken) / 1e6
