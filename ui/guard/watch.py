"""What the server is doing: requests, questions in work, how long they take, whether it stops."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from ui.guard.calls import Calls
from ui.guard.reply import Scope

_log = logging.getLogger(__name__)

_STEPS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180)


class Watch:
    """State and counts of one server.

    Attributes:
        stopping: no new questions are taken.
        started: the server answers.

    Args:
        calls: those of the queue.
        most: how many calls may wait or run.
        at_once: how many run at the same time.
    """

    def __init__(self, calls: Calls, most: int, at_once: int) -> None:
        self.stopping = False
        self.started = False
        self._calls, self._most, self._at_once = calls, most, at_once
        self._entering = 0
        self._mean = 0.5
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "dateline_requests",
            "Requests answered.",
            ["method", "status"],
            registry=self._registry,
        )
        self._questions = Histogram(
            "dateline_question_seconds",
            "Seconds a question took.",
            buckets=_STEPS,
            registry=self._registry,
        )
        self._failed = Counter(
            "dateline_questions_failed", "Questions that failed.", registry=self._registry
        )
        self._refused = Counter(
            "dateline_busy", "Calls refused for being busy.", registry=self._registry
        )
        gauge = Gauge("dateline_waiting", "Calls that wait or run.", registry=self._registry)
        gauge.set_function(self.in_work)

    @property
    def ready(self) -> bool:
        """Whether new questions are taken."""
        return self.started and not self.stopping

    def in_work(self) -> int:
        """Return how many calls are being taken, wait or run."""
        return self._entering + self._calls.in_work()

    def undelivered(self) -> int:
        """Return how many sessions have something to fetch still."""
        return self._calls.undelivered()

    @contextmanager
    def entering(self) -> Iterator[tuple[int, str] | None]:
        """Count a call while it is being put into the queue.

        It is counted before it is known whether the server stops, so that none that is taken
        goes unseen by who waits for all of them to end.

        Yields:
            Seconds and the line for a call that cannot be taken now, None for one that can.
        """
        self._entering += 1
        self._calls.forget()
        try:
            yield self._busy()
        finally:
            self._entering -= 1

    def _busy(self) -> tuple[int, str] | None:
        if self.stopping:
            return 30, "the server is stopping and takes no new questions"
        waiting = self.in_work() - 1
        if waiting < self._most:
            return None
        self._refused.inc()
        seconds = max(1, round(self._mean * (waiting + 1) / self._at_once))
        return seconds, f"busy, about {seconds} s: {waiting} questions wait; ask again then"

    @contextmanager
    def question(self) -> Iterator[None]:
        """Measure one question."""
        began = time.monotonic()
        try:
            yield
        except GeneratorExit:
            raise
        except Exception:
            self._failed.inc()
            raise
        finally:
            took = time.monotonic() - began
            self._mean += 0.1 * (took - self._mean)
            self._questions.observe(took)

    def request(self, number: str, scope: Scope, status: int, seconds: float) -> None:
        """Note a request that is over; of its address only the path, never what was asked."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._requests.labels(method, str(status)).inc()
        _log.info(
            "request",
            extra={
                "request_id": number,
                "method": method,
                "path": _route(scope["path"]),
                "status": status,
                "ms": round(seconds * 1000),
            },
        )

    def metrics(self) -> str:
        """Return all counts as Prometheus reads them."""
        return str(generate_latest(self._registry), "utf-8")


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _route(path: str) -> str:
    """Return a path without what only one session or file has."""
    parts = path.strip("/").split("/")
    return "/" + "/".join(parts[: 3 if parts[0] == "gradio_api" else 1])[:80].partition("=")[0]
