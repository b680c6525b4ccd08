"""What can go wrong when answers are measured."""

from __future__ import annotations

from index.errors import DatelineError


class DatasetError(DatelineError):
    """A file of questions or documents is not what its format says; the line is named."""


class RunError(DatelineError):
    """A stored run cannot be read, resumed or compared."""


class SettingError(DatelineError):
    """A `--setting` names nothing that can be set, or its value does not fit."""


class PeerError(DatelineError):
    """A peer is not installed, or a process that measures failed."""


class GateError(DatelineError):
    """A figure got significantly worse than the baseline."""
