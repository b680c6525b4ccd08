"""Where the sentences of a text are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

Offsets = tuple[int, int]

_BLANK = r"\n[ \t\r\f\v]*\n\s*"
_TERMINAL = ".!?…:;\"'”’»)]。！？」』"
_WRAPPED = re.compile(rf"{_BLANK}|(?<=[.!?\"'”’)])\r?\n[ \t]{{2,}}")
_UNWRAPPED = re.compile(r"\s*\n\s*")
_FALLBACK = re.compile(r"(?<=[.!?。！？])\s+")
_WIDE_BLANK = re.compile(r"[^\S\x00-\x7f]")
_WINDOW = 4_000
_LONGEST_LINE = 100
_OPEN_LINES = 0.3


def split(text: str, language: str | None = None) -> list[Offsets]:
    """Return the offsets of a text's sentences, in order, without the white space around them.

    Paragraphs end sentences, so that a heading is one of its own. A line break ends a paragraph
    unless the text is wrapped at a fixed width, where only a blank line or an indent does.

    Args:
        text: any text.
        language: ISO 639-1 code; None is read as English, whose rules suit most news.

    Returns:
        (start, end) of each sentence; sentences neither overlap nor hold only white space.
    """
    gaps = _WRAPPED if is_wrapped(text) else _UNWRAPPED
    spans: list[Offsets] = []
    start = 0
    for gap in gaps.finditer(text):
        spans.extend(_paragraph(text, start, gap.start(), language or "en"))
        start = gap.end()
    spans.extend(_paragraph(text, start, len(text), language or "en"))
    return spans


def is_wrapped(text: str) -> bool:
    """Return whether lines are broken at a fixed width, in the middle of sentences."""
    lines = [line for line in text[: 100 * _WINDOW].split("\n") if line.strip()]
    if not lines or sum(len(line) > _LONGEST_LINE for line in lines) > 0.05 * len(lines):
        return False
    inner = [
        first
        for first, second in itertools.pairwise(text[: 100 * _WINDOW].split("\n"))
        if first.strip() and second.strip()
    ]
    unfinished = sum(line.rstrip()[-1] not in _TERMINAL for line in inner)
    return unfinished > _OPEN_LINES * len(inner)


def ends_open(text: str, start: int, end: int) -> bool:
    """Return whether a sentence ends without a mark, as a heading does."""
    return start < end and text[end - 1] not in _TERMINAL


def _paragraph(text: str, start: int, end: int, language: str) -> Iterator[Offsets]:
    """Yield a paragraph's sentences, window by window, so that the time is that of its length."""
    while end - start > _WINDOW:
        spans = list(_window(text, start, start + _WINDOW, language))
        if len(spans) < 2:
            stop = start + _WINDOW
            yield from spans
        else:
            stop = spans[-1][0]
            yield from spans[:-1]
        start = stop
    yield from _window(text, start, end, language)


def _window(text: str, start: int, end: int, language: str) -> Iterator[Offsets]:
    block = _WIDE_BLANK.sub(" ", text[start:end])  # sentencex panics at a wide one before a dot
    if not block.strip():
        return
    position = start
    for piece in _pieces(block, language):
        left = position + len(piece) - len(piece.lstrip())
        right = position + len(piece.rstrip())
        if left < right:
            yield left, right
        position += len(piece)


def _pieces(block: str, language: str) -> list[str]:
    import sentencex

    pieces = list(sentencex.segment(language, block))
    if "".join(pieces) == block:
        return pieces
    cuts = [0, *(match.end() for match in _FALLBACK.finditer(block)), len(block)]
    return [block[left:right] for left, right in itertools.pairwise(cuts)]
