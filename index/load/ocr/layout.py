"""The order in which a page is read: columns from left to right, each from top to bottom.

Lines are divided by the widest gap that no line crosses, again and again (the recursive X-Y cut of
Nagy and Seth, 1984).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from index.load.base import Region

_GUTTER = 1.2
"""Width of a gap between columns, in heights of a line."""
_PARAGRAPH = 0.75
"""Gap between paragraphs, in heights of a line."""


def blocks(lines: Sequence[Region], aspect: float = 1.4) -> list[list[Region]]:
    """Return the lines of a page as paragraphs, in reading order.

    Args:
        lines: with their places.
        aspect: height of the page over its width.
    """
    if not lines:
        return []
    high = median(line.flat[3] - line.flat[1] for line in lines)
    found: list[list[Region]] = []
    for column in _columns(list(lines), high, aspect):
        for line in column:
            before = found[-1][-1] if found and found[-1] and found[-1][-1] in column else None
            if before is None or line.flat[1] - before.flat[3] > _PARAGRAPH * high:
                found.append([line])
            else:
                found[-1].append(line)
    return found


def _columns(lines: list[Region], high: float, aspect: float) -> list[list[Region]]:
    """Return groups of lines that are read one after the other."""
    gutter = _gap(lines, 0, _GUTTER * high * aspect)
    if gutter is not None:
        left = [line for line in lines if line.flat[2] <= gutter]
        right = [line for line in lines if line.flat[2] > gutter]
        return _columns(left, high, aspect) + _columns(right, high, aspect)
    # A headline over two columns: what is above the widest gap that lets columns show is apart.
    for n, line in enumerate(sorted(lines, key=_middle)[:-1], 1):
        ordered = sorted(lines, key=_middle)
        above, below = ordered[:n], ordered[n:]
        wide = line.flat[2] - line.flat[0] > 0.5
        if wide and len(below) > 3 and _gap(below, 0, _GUTTER * high * aspect) is not None:
            return [above, *_columns(below, high, aspect)]
    return [_rows(lines, high)]


def _gap(lines: Sequence[Region], axis: int, least: float) -> float | None:
    """Return the middle of the widest gap along an axis; None where none is wide enough."""
    spans = sorted((line.flat[axis], line.flat[axis + 2]) for line in lines)
    best, reach = (0.0, 0.0), spans[0][1]
    for start, end in spans[1:]:
        best = max(best, (start - reach, (start + reach) / 2))
        reach = max(reach, end)
    return best[1] if best[0] >= least else None


def _rows(lines: Sequence[Region], high: float) -> list[Region]:
    """Return lines from top to bottom; pieces of one line from left to right."""
    ordered: list[list[Region]] = []
    for line in sorted(lines, key=_middle):
        if ordered and abs(_middle(line) - _middle(ordered[-1][0])) < 0.5 * high:
            ordered[-1].append(line)
        else:
            ordered.append([line])
    return [each for row in ordered for each in sorted(row, key=lambda line: line.flat[0])]


def _middle(line: Region) -> float:
    return (line.flat[1] + line.flat[3]) / 2
