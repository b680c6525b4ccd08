"""A chat model's words as they arrive, within limits of time and patience."""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from rag.llm.errors import LanguageModelError, ModelCancelledError, ModelTimeoutError
from rag.llm.secrets import one_line
from rag.llm.settings import ModelSettings

_log = logging.getLogger(__name__)

_TICK_S = 0.05
_PASSING = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_PASSING_NAMES = ("Connect", "Timeout", "RateLimit", "Unavailable", "Protocol")


class Cancel(Protocol):
    """What tells that the asker has gone; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether the answer is no longer wanted."""
        ...


@dataclass
class Usage:
    """What a call cost.

    Attributes:
        tokens_in: tokens read, as the provider counted them; 0 when it did not.
        tokens_out: tokens written, likewise.
        tries: calls that were made.
        read: tokens sent, estimated.
        written: tokens received, estimated.
    """

    tokens_in: int = 0
    tokens_out: int = 0
    tries: int = 0
    read: int = 0
    written: int = 0

    def add(self, metadata: Mapping[str, Any] | None) -> None:
        """Add what a chunk or a message reports."""
        if metadata:
            self.tokens_in += int(metadata.get("input_tokens") or 0)
            self.tokens_out += int(metadata.get("output_tokens") or 0)


@dataclass
class _Source:
    """A thread that reads a model's stream into a queue."""

    open_stream: Callable[[], Iterator[Any]]
    chunks: queue.Queue[tuple[str, Any]] = field(default_factory=lambda: queue.Queue(256))
    stopped: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        threading.Thread(target=self._run, name="dateline-llm", daemon=True).start()

    def _run(self) -> None:
        try:
            stream = self.open_stream()
            for chunk in stream:
                if self.stopped.is_set():
                    close = getattr(stream, "close", None)
                    if close is not None:
                        close()
                    return
                self._put(("chunk", chunk))
            self._put(("end", None))
        except Exception as error:  # noqa: BLE001 - handed to the reading thread
            self._put(("error", error))

    def _put(self, item: tuple[str, Any]) -> None:
        while not self.stopped.is_set():
            try:
                self.chunks.put(item, timeout=_TICK_S)
                return
            except queue.Full:
                continue


def stream(
    open_stream: Callable[[], Iterator[Any]],
    settings: ModelSettings,
    usage: Usage,
    cancel: Cancel | None = None,
    sent: int = 0,
) -> Generator[Any, None, None]:
    """Yield the chunks of a stream as they arrive.

    An error that may pass (a refused connection, too many requests, a server's own failure) is
    tried again after a growing pause, or the one that the provider asks for, as long as nothing
    has arrived yet and there is time for it.

    Args:
        open_stream: opens the stream; called once a try, in a thread of its own.
        settings: limits of time and tries.
        usage: counts the tries.
        cancel: looked at often.
        sent: tokens sent, estimated; they count as read once an answer begins.

    Raises:
        ModelTimeoutError: nothing came within `first_s`, or not all within `timeout_s`.
        ModelCancelledError: `cancel` was set.
        LanguageModelError: the model failed for good; the message says how.
    """
    deadline = time.monotonic() + settings.timeout_s
    pause = settings.backoff_s
    for attempt in range(settings.retries + 1):
        usage.tries += 1
        arrived = False
        try:
            for chunk in _once(open_stream, settings, deadline, cancel):
                if not arrived:
                    usage.read += sent
                arrived = True
                yield chunk
            return
        except (ModelTimeoutError, ModelCancelledError):
            raise
        except Exception as error:  # noqa: BLE001 - each provider has errors of its own
            if arrived or attempt == settings.retries or not _may_pass(error):
                raise LanguageModelError(failure(error)) from None
            _log.info("the model failed (%s), trying again", one_line(error))
            jitter = 1 + 0.25 * random.random()  # noqa: S311 - spreads new tries, no secret
            wished = max(pause * jitter, _retry_after(error))
            left = deadline - time.monotonic()
            if wished > left:
                raise LanguageModelError(failure(error)) from None
            _wait(wished, cancel)
            pause *= 2


def text_of(chunk: object) -> str:
    """Return the words of a message or a chunk of one, its thoughts left out."""
    content = getattr(chunk, "content", chunk)
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(
            part if isinstance(part, str) else str(part.get("text") or "")
            for part in content
            if isinstance(part, str) or part.get("type", "text") == "text"
        )
    return ""


def failure(error: BaseException) -> str:
    """Return why a model failed, for a reader, in a few words without secrets."""
    status = _status(error)
    name = type(error).__name__
    if status in (401, 403) or "Authentication" in name or "PermissionDenied" in name:
        return "the provider refused the key"
    if status == 404:
        return "the provider does not know this model"
    if status == 429:
        return "the provider has had too many requests"
    if status == 400 and "context" in str(error).lower():
        return "the evidence is too long for this model"
    if status is not None and status >= 500:
        return f"the provider failed (status {status})"
    if "LengthFinish" in name:
        return "it wrote more than max_tokens allows"
    if "Timeout" in name:
        return "it did not answer in time"
    if "Connect" in name:
        return "it cannot be reached"
    return one_line(error, 120)


def _once(
    open_stream: Callable[[], Iterator[Any]],
    settings: ModelSettings,
    deadline: float,
    cancel: Cancel | None,
) -> Iterator[Any]:
    source = _Source(open_stream)
    source.start()
    first = time.monotonic() + settings.first_s
    arrived = False
    try:
        while True:
            if cancel is not None and cancel.is_set():
                raise ModelCancelledError("the answer was called off")
            now = time.monotonic()
            if now > deadline or (not arrived and now > first):
                limit = settings.timeout_s if now > deadline else settings.first_s
                raise ModelTimeoutError(f"it did not answer within {limit:g} seconds")
            try:
                kind, value = source.chunks.get(timeout=_TICK_S)
            except queue.Empty:
                continue
            if kind == "error":
                raise value
            if kind == "end":
                return
            arrived = True
            yield value
    finally:
        source.stopped.set()


def _wait(seconds: float, cancel: Cancel | None) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if cancel is not None and cancel.is_set():
            raise ModelCancelledError("the answer was called off")
        time.sleep(min(_TICK_S, max(0.0, end - time.monotonic())))


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _retry_after(error: BaseException) -> float:
    """Return the seconds that a provider asks to be left alone; 0 where it names none."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after") or 0))
    except (TypeError, ValueError):
        _log.debug("the provider does not say for how long to wait")
        return 0.0


def _may_pass(error: BaseException) -> bool:
    status = _status(error)
    if status is not None:
        return status in _PASSING
    name = type(error).__name__
    return any(part in name for part in _PASSING_NAMES)
