"""Whether a question about a period is answered from articles of that period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def in_period(days: Sequence[date | None], since: date | None, until: date | None) -> float:
    """Return the share of cited articles dated inside the period; undated ones are outside.

    Raises:
        ValueError: nothing is cited.
    """
    if not days:
        raise ValueError("the period of an answer needs at least one citation")
    inside = [
        day is not None and (since is None or day >= since) and (until is None or day <= until)
        for day in days
    ]
    return sum(inside) / len(inside)
