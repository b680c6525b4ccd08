"""An archive that keeps itself up to date: folders are watched, feeds asked from time to time."""

from __future__ import annotations

from index.watch.pace import Pace
from index.watch.watch import Commit, Watch

__all__ = ["Commit", "Pace", "Watch"]
