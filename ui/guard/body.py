"""Requests' bodies: bounded in size and in the time that they may take to arrive."""

from __future__ import annotations

import asyncio
import time

from index.errors import DatelineError
from ui.guard.reply import Message, Receive


class BodyError(DatelineError):
    """A body is too large or too slow.

    Attributes:
        status: 413 or 408.
    """

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status


class Body:
    """A request's body as it arrives.

    Args:
        receive: the server's own.
        most: bytes.
        seconds: for the whole of it.
    """

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive, self._most, self._seconds = receive, most, seconds
        self._until = time.monotonic() + seconds
        self._size = 0
        self._done = False
        self.broken: BodyError | None = None

    async def whole(self) -> bytes:
        """Return the body once it is complete.

        Raises:
            BodyError: it is too large, too slow, or was broken off.
        """
        parts = bytearray()
        while not self._done:
            message = await self()
            if self.broken:
                raise self.broken
            if message["type"] == "http.disconnect":
                raise BodyError(400, "the request was broken off")
            parts += message.get("body", b"")
        return bytes(parts)

    async def __call__(self) -> Message:
        """Return the next part; one that breaks a limit is a disconnection, kept in `broken`."""
        if self._done or self.broken:
            return await self._receive() if self._done else {"type": "http.disconnect"}
        try:
            left = max(0.001, self._until - time.monotonic())
            message = await asyncio.wait_for(self._receive(), left)
        except TimeoutError:
            return self._break(408, f"the request took longer than {self._seconds:g} s to arrive")
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            self._done = not message.get("more_body", False)
            if self._size > self._most:
                return self._break(413, too_large(self._most))
        return message

    def _break(self, status: int, line: str) -> Message:
        self.broken = BodyError(status, line)
        return {"type": "http.disconnect"}


def too_large(most: int) -> str:
    """Return the line for a body above a limit."""
    return f"the request is larger than {most / 2**20:.3g} MiB, the most that is taken"


def given(data: bytes, rest: Receive) -> Receive:
    """Return a `receive` that gives a body that was read already, and then what comes after it."""
    told = False

    async def receive() -> Message:
        nonlocal told
        if told:
            return await rest()
        told = True
        return {"type": "http.request", "body": data, "more_body": False}

    return receive
