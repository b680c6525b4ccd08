"""Passages to vectors while the next articles are read: both take a core."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Protocol

from index.encode.base import Encoded, Encoder, PassageText

_AHEAD = 8


class _Stopped(Exception):  # noqa: N818, it is no error
    """The vectors are no longer wanted."""


class Sink(Protocol):
    """Where vectors go."""

    def add(self, ids: Sequence[int], articles: Sequence[int], made: Encoded) -> None:
        """Take in the vectors of passages and the keys of their articles' rows."""


class Embedding:
    """Batches of passages on their way to vectors, in order, on threads of their own."""

    def __init__(self, gathered: Sink, progress: Callable[[int], None]) -> None:
        """Begin with none; the threads start when there is something for them.

        Args:
            gathered: takes the vectors.
            progress: told, by one of them at a time, how many passages are done since the last
                call.
        """
        self._gathered = gathered
        self._report = progress
        self._stopped = False
        self._threads: ThreadPoolExecutor | None = None
        self._reporting = Lock()
        self._running: deque[tuple[list[int], list[int], Future[Encoded]]] = deque()

    def prepare(self, encoder: Encoder) -> None:
        """Get a model ready, while nothing has been read yet, for many passages to come."""
        self._pool(encoder).submit(encoder.prepare)

    def put(
        self, encoder: Encoder, ids: list[int], keys: list[int], texts: list[PassageText]
    ) -> None:
        """Hand over a batch; waits while eight are under way.

        Args:
            encoder: the model.
            ids: numbers of the passages.
            keys: rows of their articles.
            texts: what is embedded.

        Raises:
            ModelError: an earlier batch could not be embedded.
        """
        threads = self._pool(encoder)
        while len(self._running) >= _AHEAD:
            self._take()
        future = threads.submit(encoder.encode_passages, texts, self._advance)
        self._running.append((ids, keys, future))

    def finish(self) -> None:
        """Wait for all batches."""
        while self._running:
            self._take()
        self.stop()

    def stop(self) -> None:
        """Let go of what is not done, and of the threads."""
        self._stopped = True
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
            self._threads = None
        self._running.clear()

    def _pool(self, encoder: Encoder) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(
                encoder.batches_at_once, thread_name_prefix="dateline-embed"
            )
        return self._threads

    def _take(self) -> None:
        ids, keys, future = self._running.popleft()
        self._gathered.add(ids, keys, future.result())

    def _advance(self, count: int) -> None:
        if self._stopped:
            raise _Stopped
        with self._reporting:
            self._report(count)
