"""What is dear to open is opened once, however many ask for it at the same time."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from index.encode.once import once


def test_who_asks_meanwhile_waits_for_the_one_that_is_being_opened():
    together, opened = Barrier(6), []

    @once
    def open_it(name=None):
        opened.append(name)
        time.sleep(0.05)
        return [name]

    def ask(_):
        together.wait()
        return open_it("a")

    with ThreadPoolExecutor(6) as askers:
        found = list(askers.map(ask, range(6)))
    assert opened == ["a"]
    assert all(each is found[0] for each in found)
    assert open_it() == [None]
    assert open_it("a") is found[0]
    open_it.cache_clear()
    assert open_it("a") is not found[0]


def test_what_could_not_be_opened_is_tried_again():
    tries = []

    @once
    def open_it():
        tries.append(len(tries))
        if len(tries) == 1:
            raise OSError("not yet")
        return "open"

    with pytest.raises(OSError, match="not yet"):
        open_it()
    assert open_it() == "open"
