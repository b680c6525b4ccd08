"""What the reader found, as lines that a model is told, so that a small one need not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.types import Evidence

if TYPE_CHECKING:
    from rag.answer.contradiction import Contradiction

_LONGEST = 160


def readings(
    chosen: Sequence[Evidence], against: Sequence[Contradiction] = (), verdict: str | None = None
) -> list[str]:
    """Return what was read out of the chosen evidence, a line each.

    Args:
        chosen: the sentences that the answer rests on, best first.
        against: what sources say differently.
        verdict: yes, no or unclear, of a question that asks for one.
    """
    lines = [f"Verdict: {verdict}"] if verdict else []
    short = chosen[0].short.strip() if chosen else ""
    if short and len(short) <= _LONGEST:
        lines.append(f"Short answer: {short}")
    return lines + [f"The sources differ: {' against '.join(each.values)}" for each in against]
