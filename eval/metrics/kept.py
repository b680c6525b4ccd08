"""Robustness: what of the questions answered rightly is still right when the corpus is disturbed.

RGB (Chen et al. 2023, arXiv:2309.01431) gives accuracy at each share of noise; the share kept
leaves out of account what was wrong from the start.
"""

from __future__ import annotations

from collections.abc import Sequence


def kept(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Return the share of questions right before that are right after.

    Args:
        before: whether each question was answered rightly over the corpus as it should be.
        after: the same over the disturbed one.

    Raises:
        ValueError: nothing was right before, so that there is nothing to keep.
    """
    stayed = [good for was, good in zip(before, after, strict=True) if was]
    if not stayed:
        raise ValueError("the share kept needs at least one question that was right")
    return sum(stayed) / len(stayed)
