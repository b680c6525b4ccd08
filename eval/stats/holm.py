"""Holm's correction for many tests (Holm 1979)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Name = TypeVar("Name")


def holm(values: Mapping[Name, float]) -> dict[Name, float]:
    """Return p-values corrected so that one false alarm in the family stays as rare as wanted.

    Args:
        values: p-value of each test.
    """
    corrected: dict[Name, float] = {}
    least = 0.0
    for rank, (name, value) in enumerate(sorted(values.items(), key=lambda one: one[1])):
        least = max(least, min(1.0, value * (len(values) - rank)))
        corrected[name] = least
    return {name: corrected[name] for name in values}
