"""The last day that an archive tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.archive import Index


@dataclass(frozen=True, slots=True)
class _LastDay:
    """The day of the newest article of one generation."""

    day: date | None


def last_day(archive: Index) -> date | None:
    """Return the day of the newest article, looked up once a generation; None where none has one.

    Args:
        archive: that is asked.
    """
    return archive.cached(_LastDay, lambda: _LastDay(archive.last_day())).day
