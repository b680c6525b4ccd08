"""Where on the scan the words of a text stand."""

from __future__ import annotations

from collections.abc import Sequence

from index.load.base import Place, Region


def placed(text: str, regions: Sequence[Region]) -> tuple[Place, ...]:
    """Return the place of each line of a scan in the text that was made of it.

    Letters and digits alone are compared: spaces were joined and hyphens mended since. A line that
    the text no longer has (it told the day) is left out.

    Args:
        text: as it is stored.
        regions: the lines in reading order.
    """
    marks = [n for n, c in enumerate(text) if c.isalnum()]
    letters = "".join(text[n] for n in marks)
    found = []
    at = 0
    for region in regions:
        words = "".join(c for c in region.text if c.isalnum())
        start = letters.find(words, at) if words else -1
        if start >= 0:
            end = start + len(words)
            found.append(Place(marks[start], marks[end - 1] + 1, region.page, region.box))
            at = end
    return tuple(found)
