"""Calls of Gradio's queue: those that wait or run, and answers on their way to their askers."""

from __future__ import annotations

from typing import Any


class Calls:
    """What an app's queue holds.

    Args:
        blocks: Gradio's app.
    """

    def __init__(self, blocks: Any) -> None:
        self._blocks = blocks

    def in_work(self) -> int:
        """Return how many calls wait or run."""
        queue = self._blocks._queue
        return len(queue) + sum(len(jobs) for jobs in list(queue.active_jobs) if jobs)

    def undelivered(self) -> int:
        """Return how many sessions have something to fetch still."""
        queue = self._blocks._queue
        owed = queue.pending_event_ids_session
        sessions = list(queue.pending_messages_per_session.items())
        return sum(not messages.empty() for session, messages in sessions if owed.get(session))

    def forget(self) -> None:
        """Let go of sessions whose every answer was fetched, or can no longer be.

        Gradio keeps the name of each for ever, and what was to be told to the last 2,000; a
        program that asks by `/ask` starts a session with each question. To be called where the
        queue runs.
        """
        queue = self._blocks._queue
        owed, messages = queue.pending_event_ids_session, queue.pending_messages_per_session
        held = {event.session_hash for event in queue.event_ids_to_events.values()}
        for session in [each for each in owed if not owed[each] or each not in messages]:
            if session not in held:
                del owed[session]
                messages.pop(session, None)
