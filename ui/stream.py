"""Events of a slow source, given up at once when they are no longer wanted."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator
from queue import Empty, Queue
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING

from index.errors import DatelineError

if TYPE_CHECKING:
    from rag.events import Event

_log = logging.getLogger(__name__)
_LOOK = 0.05


class UnexpectedError(DatelineError):
    """Something failed that should not have."""


class SlowError(DatelineError):
    """A question took longer than it may."""


def pump(
    source: Callable[[], Iterator[Event]], unwanted: Flag, seconds: float = math.inf
) -> Iterator[Event]:
    """Yield a source's events until it ends or the flag is set.

    The source runs in a thread of its own. Once the flag is set nothing more of it is waited
    for; it is left to come to its end, which it does soon if it looks at the flag too.

    Args:
        source: called in the thread.
        unwanted: set by whoever no longer wants the events.
        seconds: that the whole may take.

    Raises:
        SlowError: it takes longer.
        DatelineError: the source failed.
    """
    events: Queue[Event | DatelineError | None] = Queue()

    def work() -> None:
        try:
            for event in source():
                events.put(event)
                if unwanted.is_set():
                    break
        except DatelineError as error:
            events.put(error)
        except Exception as error:  # noqa: BLE001 (whatever fails, the page has to say so)
            from rag.llm.secrets import one_line

            _log.debug("an answer failed", exc_info=True)
            events.put(UnexpectedError(f"unexpected {type(error).__name__}: {one_line(error)}"))
        finally:
            events.put(None)

    Thread(target=work, name="answer", daemon=True).start()
    until = time.monotonic() + seconds
    while not unwanted.is_set():
        if time.monotonic() > until:
            unwanted.set()
            raise SlowError(
                f"the answer took longer than {seconds:g} s and was given up: ask again, or raise "
                "DATELINE_GUARD_QUESTION_SECONDS"
            )
        try:
            event = events.get(timeout=_LOOK)
        except Empty:
            continue
        if event is None:
            return
        if isinstance(event, DatelineError):
            if unwanted.is_set():
                return
            raise event
        yield event
