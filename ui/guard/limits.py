"""How often: requests of a client in a time, open at once, and wrong passwords."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

CLIENTS = 10_000
"""Clients that are remembered; the one seen longest ago is forgotten for a new one."""
_LONGEST = 900.0


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    open: int = 0


class Rates:
    """Lets each client make so many requests a second, and have so many open.

    Args:
        rate: requests a second in the long run.
        burst: requests at once.
        most: requests open at the same time.
        clock: seconds.
    """

    def __init__(
        self, rate: float, burst: int, most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate, self._burst, self._most, self._clock = rate, burst, most, clock
        self._clients: OrderedDict[str, _Bucket] = OrderedDict()

    def enter(self, client: str) -> float:
        """Count a request; return 0, or the seconds after which the client may try again."""
        now = self._clock()
        bucket = self._clients.setdefault(client, _Bucket(self._burst, now))
        self._clients.move_to_end(client)
        if len(self._clients) > CLIENTS:
            self._clients.popitem(last=False)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.open >= self._most:
            return 1.0
        if bucket.left < 1:
            return max(1.0, (1 - bucket.left) / self._rate)
        bucket.left -= 1
        bucket.open += 1
        return 0.0

    def leave(self, client: str) -> None:
        """Say that a request that was let in is over."""
        if client in self._clients:
            self._clients[client].open -= 1


@dataclass(slots=True)
class _Wrong:
    count: int
    until: float


class Throttle:
    """Makes a client, and whoever tries a name, wait longer with each wrong password.

    Args:
        free: wrong passwords that cost nothing.
        clock: seconds.
    """

    def __init__(self, free: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._free, self._clock = free, clock
        self._known: OrderedDict[str, _Wrong] = OrderedDict()

    def wait(self, *keys: str) -> float:
        """Return the seconds that have to pass before another try, 0 for none."""
        now = self._clock()
        return max((self._known[key].until - now for key in keys if key in self._known), default=0)

    def wrong(self, *keys: str) -> None:
        """Count a wrong password."""
        for key in keys:
            wrong = self._known.setdefault(key, _Wrong(0, 0.0))
            self._known.move_to_end(key)
            wrong.count += 1
            over = wrong.count - self._free
            if over >= 0:
                wrong.until = self._clock() + min(_LONGEST, 2.0 ** min(over, 20))
        while len(self._known) > CLIENTS:
            self._known.popitem(last=False)

    def right(self, *keys: str) -> None:
        """Forget the wrong ones."""
        for key in keys:
            self._known.pop(key, None)
