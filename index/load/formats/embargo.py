"""Embargoes: what a publisher does not want told yet is not taken in yet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from index.errors import RefusedError


def refuse_embargo(until: Any) -> None:
    """Refuse an item whose embargo has not ended; one without a readable end is under it.

    Args:
        until: the instant at which it ends, in ISO form; a time without zone is in UTC. Nothing
            where there is no embargo.

    Raises:
        RefusedError: it has not ended.
    """
    if not until:
        return
    try:
        moment = datetime.fromisoformat(str(until).strip())
    except ValueError:
        raise RefusedError(f"is under embargo until {until!r}, which is no instant") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment > datetime.now(UTC):
        raise RefusedError(f"is under embargo until {until}")
