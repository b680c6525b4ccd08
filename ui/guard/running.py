"""The server's life: started, drained when it is told to stop, ended at once when told twice."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread
from typing import Any

import uvicorn

from index.errors import DatelineError
from ui.guard.watch import Watch

_log = logging.getLogger(__name__)

_START = 30.0
_LOOK = 0.05
_DELIVERY = 10.0
"""Seconds that the last answers have to be fetched; an asker who has gone fetches none."""


class StartError(DatelineError):
    """The server did not start."""


class Running:
    """A server in a thread of its own.

    Args:
        config: what it serves, and where.
        blocks: Gradio's app.
        watch: state of the server.
        uploads: folder that goes with the server.
        drain: seconds that what is in work has to finish.

    Raises:
        StartError: it does not come up.
    """

    def __init__(
        self, config: uvicorn.Config, blocks: Any, watch: Watch, uploads: Path, drain: float
    ) -> None:
        self.blocks = blocks
        self.watch = watch
        self._server = uvicorn.Server(config)
        self._uploads, self._drain = uploads, drain
        self._stop = Event()
        self._thread = Thread(target=self._server.run, name="server", daemon=True)
        self._thread.start()
        began = time.monotonic()
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() - began > _START:
                raise StartError("the server does not start; DATELINE_LOG=debug may say why")
            time.sleep(_LOOK)
        watch.started = True

    def wait(self) -> None:
        """Wait until the process is told to stop, and stop; told once more, it ends at once."""
        told: Callable[..., None] = self._told
        if current_thread() is main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, told)
        while not self._stop.wait(0.5) and self._thread.is_alive():
            continue
        self.close()

    def _told(self, number: int, frame: object) -> None:
        if self._stop.is_set():
            shutil.rmtree(self._uploads, ignore_errors=True)
            os._exit(128 + number)
        self._stop.set()

    def close(self, drain: float | None = None) -> None:
        """Take no new questions, let those in work finish, then end.

        Args:
            drain: seconds for that; None takes the setting.
        """
        self.watch.stopping = True
        until = time.monotonic() + (self._drain if drain is None else drain)
        while self.watch.in_work() and time.monotonic() < until and self._thread.is_alive():
            time.sleep(_LOOK)
        if self.watch.in_work():
            _log.info("%d questions were still in work", self.watch.in_work())
        until = min(until, time.monotonic() + _DELIVERY)
        while self.watch.undelivered() and time.monotonic() < until:
            time.sleep(_LOOK)
        self.blocks.is_running = False
        self.blocks.app.stop_event.set()
        self._server.should_exit = True
        self._thread.join(timeout=10)
        shutil.rmtree(self._uploads, ignore_errors=True)
