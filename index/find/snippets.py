"""The stretches of a text that show best why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.find.marks import Mark

ROOM = 220
_MOST = 3
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of an article's text.

    Attributes:
        start: first character, an offset into the article's text.
        end: one past the last character.
        marks: (start, end) of each found word in it, offsets into the article's text.
    """

    start: int
    end: int
    marks: tuple[Mark, ...] = ()


def snippets(text: str, marks: Sequence[Mark], most: int = _MOST) -> tuple[Snippet, ...]:
    """Return stretches of a text around marks, in its order; its beginning where there are none.

    Args:
        text: of an article.
        marks: where the found words stand, ascending.
        most: how many stretches at most; those with the most marks are chosen.
    """
    if not marks:
        end = _word_end(text, min(len(text), ROOM))
        start = len(text) - len(text.lstrip())
        return (Snippet(start, end),) if start < end else ()
    windows: list[tuple[int, list[Mark]]] = []
    for mark in marks:
        if windows and mark[1] <= windows[-1][0] + ROOM:
            windows[-1][1].append(mark)
        else:
            windows.append((_start(text, mark), [mark]))
    chosen = sorted(range(len(windows)), key=lambda at: (-len(windows[at][1]), at))[:most]
    found: list[Snippet] = []
    for at in sorted(chosen):
        start, here = windows[at]
        start = max(start, found[-1].end if found else 0)
        end = max(_word_end(text, start + ROOM), here[-1][1])
        if at + 1 < len(windows):
            end = max(here[-1][1], min(end, windows[at + 1][1][0][0]))
        found.append(Snippet(start, start + len(text[start:end].rstrip()), tuple(here)))
    return tuple(found)


def _start(text: str, mark: Mark) -> int:
    """Return where the stretch around a mark begins: at a word, some words before it."""
    start = _word_start(text, mark[0] - _BEFORE)
    before = text[start : mark[0]]
    return start + len(before) - len(before.lstrip())


def _word_start(text: str, place: int) -> int:
    """Return the beginning of a word at or after a place near it."""
    if place <= 0:
        return 0
    for at in range(place, min(place + 25, len(text))):
        if text[at - 1].isspace():
            return at
    return place


def _word_end(text: str, place: int) -> int:
    """Return the end of a word at or before a place near it."""
    if place >= len(text):
        return len(text.rstrip())
    for at in range(place, max(place - 25, 0), -1):
        if text[at].isspace():
            return at
    return place
