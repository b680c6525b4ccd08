"""What is dear to open, opened once a process, whoever asks first and however many at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from threading import RLock
from typing import Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Opened = TypeVar("Opened")


class once(Generic[Given, Opened]):  # noqa: N801, a decorator
    """Keep what a function returned last, as `functools.lru_cache` does.

    Who asks while it is being opened waits for it; `lru_cache` would open it a second time.
    """

    def __init__(self, opens: Callable[Given, Opened]) -> None:
        """Decorate a function of hashable arguments."""
        self.__doc__ = opens.__doc__
        self._kept = lru_cache(maxsize=2)(opens)
        self._lock = RLock()

    def __call__(self, *arguments: Given.args, **named: Given.kwargs) -> Opened:
        """Return what the function returns, or returned for the same arguments."""
        with self._lock:
            return self._kept(*arguments, **named)

    def cache_clear(self) -> None:
        """Forget what was opened."""
        self._kept.cache_clear()
