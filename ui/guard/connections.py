"""Connections that are open: how many, and how long one may say nothing."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_log = logging.getLogger(__name__)

_KEPT = 48
"""Open files that are left to everything else: the index, the log, answers from models."""


def most(wanted: int) -> int:
    """Return how many connections may be open.

    Args:
        wanted: 0 takes what the system's limit of open files allows, at most 1,000.
    """
    try:
        import resource

        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    except (ImportError, ValueError, OSError):
        _log.debug("the system does not tell how many files may be open", exc_info=True)
        return wanted or 1000
    if soft == resource.RLIM_INFINITY:
        return wanted or 1000
    allowed = max(8, soft - _KEPT if soft > 4 * _KEPT else soft // 4)
    return min(wanted or 1000, allowed)


def protocol(connections: int, seconds: float) -> type[H11Protocol]:
    """Return uvicorn's protocol with bounds.

    One connection more than may be open costs the one that has been idle longest; where none is
    idle, the new one is closed. A request's head has to be complete in time.

    Args:
        connections: that may be open.
        seconds: for a request's head.
    """

    class Bounded(H11Protocol):
        _late: asyncio.TimerHandle | None = None
        _heard = 0.0

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._heard = time.monotonic()
            self._wait()
            if len(self.connections) > connections:
                others: list[Any] = [each for each in self.connections if each is not self]
                idle = [each for each in others if _idle(each)]
                longest = min(idle, key=lambda each: each._heard, default=self)
                longest.transport.abort()
                self.connections.discard(longest)

        def data_received(self, data: bytes) -> None:
            self._heard = time.monotonic()
            super().data_received(data)
            if self.conn.their_state is h11.IDLE and not _answering(self):
                self._wait()
            elif self._late:
                self._late.cancel()
                self._late = None

        def connection_lost(self, exc: Exception | None) -> None:
            if self._late:
                self._late.cancel()
            super().connection_lost(exc)

        def _wait(self) -> None:
            if self._late is None:
                self._late = self.loop.call_later(seconds, self.transport.abort)

    return Bounded


def _answering(connection: Any) -> bool:
    return connection.cycle is not None and not connection.cycle.response_complete


def _idle(connection: Any) -> bool:
    return not _answering(connection) and connection.transport is not None
