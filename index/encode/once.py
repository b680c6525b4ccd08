"""What is dear to open, opened once a process, whoever asks first and however many at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from threading import RLock
from typing import Generic, ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Opened = TypeVar("Opened")


class once(Generic[Given, Opened]):  # noqa: N801, a decorator
    """Keep what a function returned last, as `functools.lru_cache` does.

    Who asks while it is being opened waits for it; `lru_cache` would open it a second time.

    Attributes:
        cache_clear: forgets what was opened.
    """

    def __init__(self, opens: Callable[Given, Opened]) -> None:
        """Decorate a function of hashable arguments."""
        self.__doc__ = opens.__doc__
        kept = lru_cache(maxsize=2)(opens)
        self._kept = cast("Callable[Given, Opened]", kept)
        self.cache_clear: Callable[[], None] = kept.cache_clear
        self._lock = RLock()

    def __call__(self, *arguments: Given.args, **named: Given.kwargs) -> Opened:
        """Return what the function returns, or returned for the same arguments."""
        with self._lock:
            return self._kept(*arguments, **named)
