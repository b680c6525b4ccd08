"""Where the sentences of a text are."""

from __future__ import annotations

import itertools
import re

_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_FALLBACK = re.compile(r"(?<=[.!?。！？])\s+")


def split(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Return the offsets of a text's sentences, in order, without the white space around them.

    A blank line always ends a sentence, so a heading is one of its own.

    Args:
        text: any text.
        language: ISO 639-1 code; None is read as English, whose rules suit most news.

    Returns:
        (start, end) of each sentence; sentences neither overlap nor hold only white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        spans.extend(_paragraph(text, start, gap.start(), language))
        start = gap.end()
    spans.extend(_paragraph(text, start, len(text), language))
    return spans


def _paragraph(
    text: str, start: int, end: int, language: str | None
) -> list[tuple[int, int]]:
    block = text[start:end]
    if not block.strip():
        return []
    spans = []
    position = start
    for piece in _pieces(block, language or "en"):
        left = position + len(piece) - len(piece.lstrip())
        right = position + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        position += len(piece)
    return spans


def _pieces(block: str, language: str) -> list[str]:
    import sentencex

    pieces = list(sentencex.segment(language, block))
    if "".join(pieces) == block:
        return pieces
    cuts = [0, *(match.end() for match in _FALLBACK.finditer(block)), len(block)]
    return [block[left:right] for left, right in itertools.pairwise(cuts)]
