"""However many ask, no more networks run at a time than there are processors."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest

from index.encode.graph_file import processors
from index.encode.side_by_side import side_by_side


def test_askers_share_the_processors_and_get_their_own_in_order():
    lock, running, most = Lock(), 0, 0

    def run(number):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1
        return -number

    with ThreadPoolExecutor(6) as askers:
        asked = [range(10 * each, 10 * each + 8) for each in range(6)]
        found = list(askers.map(lambda numbers: side_by_side(run, numbers), asked))
    assert found == [[-number for number in numbers] for numbers in asked]
    assert most <= processors()
    assert side_by_side(run, []) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_process_that_was_forked_has_threads_of_its_own():
    assert side_by_side(abs, [-1]) == [1]
    child = os.fork()
    if not child:
        os._exit(0 if side_by_side(abs, [-2]) == [2] else 1)
    until = time.monotonic() + 60
    while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0) and time.monotonic() < until:
        time.sleep(0.01)
    if ended == (0, 0):
        os.kill(child, 9)
        os.waitpid(child, 0)
    assert ended == (child, 0)
