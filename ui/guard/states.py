"""What the server keeps of each page that is open, and of each program that asks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gradio.state_holder import SessionState, StateHolder


class States(StateHolder):  # type: ignore[misc] # Gradio tells no types
    """The state of each session, without a copy of what its components look like.

    Gradio describes every component of the page anew for each session, for links that open a page
    as it was left; they are not served here. For a program each question is a session: describing
    the page took half of the time that the server needs for one beside answering it.

    Args:
        blocks: Gradio's app.
    """

    def __init__(self, blocks: Any) -> None:
        super().__init__()
        self.set_blocks(blocks)

    def __getitem__(self, session_id: str) -> SessionState:
        """Return the state of a session, which begins where there is none."""
        if session_id not in self.session_data:
            self.session_data[session_id] = _State(self.blocks)
        return super().__getitem__(session_id)


class _State(SessionState):  # type: ignore[misc]
    """The components that a session changed and the values of its variables, nothing else."""

    def __init__(self, blocks: Any) -> None:
        described: Any = SimpleNamespace(default_config=blocks.default_config, blocks={})
        super().__init__(described)

    def _update_config(self, key: int) -> None:
        """Describe nothing."""

    def _update_value_in_config(self, key: int, value: Any) -> None:
        """Describe nothing."""
