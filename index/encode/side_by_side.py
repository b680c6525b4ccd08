"""Runs of networks side by side: as many as there are processors, whoever asks for them."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from index.encode.graph_file import processors

Given = TypeVar("Given")
Made = TypeVar("Made")


def begun(run: Callable[[Given], Made], given: Sequence[Given]) -> Callable[[], list[Made]]:
    """Begin to run a network on each input; return what waits for what it makes of them, in order.

    Inputs of several askers take turns in the order in which they came: more runs at a time than
    processors would only interrupt each other.

    Args:
        run: computes one of them, on the thread that it is called in.
        given: the inputs.
    """
    waiting = [_pool().submit(run, each) for each in given]
    return lambda: [each.result() for each in waiting]


def side_by_side(run: Callable[[Given], Made], given: Sequence[Given]) -> list[Made]:
    """Return what a network makes of each input, in their order; see `begun`."""
    return begun(run, given)()


@functools.cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(processors(), thread_name_prefix="network")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)  # threads stay behind
