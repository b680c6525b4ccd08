"""What the reader found, as lines that a model is told, so that a small one need not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.injection import withheld
from rag.types import Evidence

if TYPE_CHECKING:
    from rag.answer.contradiction import Contradiction

_LONGEST = 160


def readings(
    chosen: Sequence[Evidence], against: Sequence[Contradiction] = (), verdict: str | None = None
) -> list[str]:
    """Return what was read out of the chosen evidence, a line each.

    What speaks to a machine in place of a reader is not told.

    Args:
        chosen: the sentences that the answer rests on, best first.
        against: what sources say differently.
        verdict: yes, no or unclear, of a question that asks for one.
    """
    lines = [f"Verdict: {verdict}"] if verdict else []
    short = chosen[0].short.strip() if chosen and _shown(chosen[0]) else ""
    if short and len(short) <= _LONGEST:
        lines.append(f"Short answer: {short}")
    told = [each for each in against if all(map(_shown, each.sides))]
    return lines + [f"The sources differ: {' against '.join(each.values)}" for each in told]


def _shown(item: Evidence) -> bool:
    return not withheld(item.hit.article.text, item.start, item.end)
