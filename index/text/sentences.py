"""Where the sentences of a text are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from index.text.abbreviations import GOES_ON

Offsets = tuple[int, int]

_BLANK = r"\n[ \t\r\f\v]*\n\s*"
_TERMINAL = ".!?…:;\"'”’»)]。！？」』"
_WRAPPED = re.compile(rf"{_BLANK}|(?<=[.!?\"'”’)])\r?\n[ \t]{{2,}}")
_UNWRAPPED = re.compile(r"(?<!\s)\s*\n\s*")  # from each of many blanks, it would be quadratic
_FALLBACK = re.compile(r"(?<=[.!?。！？])\s+")
_OPENING = re.compile(r"[.!?…]\s+(?=[\"“‘«„]\s*$)")
# A blank is missing after a full stop ("… on Friday.The board …").
_TORN = re.compile(
    r"(?<=[a-z]{2})[.!?][\"”)]?(?P<next>(?<=[.!?])[\"“]?[A-Z][a-z]+[ ,]|(?<=[\"”)])[A-Z][a-z]+[ ,])"
)
# A heading in capitals that runs into its paragraph ("… A STRICT BANThe Arizona …").
_RUN_IN = re.compile(
    r"(?:(?<=^)|(?<=[.!?\"”] ))(?:[A-Z][A-Z'’-]*[,:]? )+[A-Z][A-Z'’-]+[A-Z]"
    r"(?=(?:[A-Z][a-z]{2,}|At|By|He|If|In|It|No|On|To|We)[ ,'’])"
)
_WIDE_BLANK = re.compile(r"[^\S\x00-\x7f]")
_WINDOW = 4_000
_LONGEST_LINE = 100
_NEAR = 40
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
    return [
        span
        for start, end in paragraphs(text)
        for span in sentences_between(text, start, end, language)
    ]


def paragraphs(text: str) -> list[Offsets]:
    """Return the offsets of a text's paragraphs, in order; those of white space are left out."""
    gaps = _WRAPPED if is_wrapped(text) else _UNWRAPPED
    cuts = [0, *(place for gap in gaps.finditer(text) for place in gap.span()), len(text)]
    spans = (_stripped(text, *span) for span in zip(cuts[::2], cuts[1::2], strict=True))
    return [(start, end) for start, end in spans if start < end]


def sentences_between(
    text: str, start: int, end: int, language: str | None = None
) -> Iterator[Offsets]:
    """Yield the sentences of a paragraph, window by window, so that the time is that of its length.

    Args:
        text: any text.
        start: first character of the paragraph.
        end: one past the last.
        language: ISO 639-1 code; None is read as English.
    """
    code = language or "en"
    while end - start > _WINDOW:
        spans = list(_window(text, start, start + _WINDOW, code))
        if len(spans) < 2:
            stop = start + _WINDOW
            yield from spans
        else:
            stop = spans[-1][0]
            yield from spans[:-1]
        start = stop
    yield from _window(text, start, end, code)


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


def _stripped(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _window(text: str, start: int, end: int, language: str) -> Iterator[Offsets]:
    block = _WIDE_BLANK.sub(" ", text[start:end])  # sentencex panics at a wide one before a dot
    if not block.strip():
        return
    for left, right in itertools.pairwise(_cuts(block, language)):
        left, right = _stripped(block, left, right)
        if left < right:
            yield start + left, start + right


def _cuts(block: str, language: str) -> list[int]:
    """Return where the sentences of a block begin, and its end."""
    import sentencex

    pieces = list(sentencex.segment(language, block))
    cuts = list(itertools.accumulate(map(len, pieces), initial=0))
    if "".join(pieces) != block:
        cuts = [0, *(match.end() for match in _FALLBACK.finditer(block)), len(block)]
    cuts = [_before_opening(block, cut) for cut in cuts]
    if language != "en":
        return cuts
    ends = [cut for cut in cuts if not _goes_on(block, cut)]
    torn = (place for match in _TORN.finditer(block) for place in match.span("next")[:1])
    heads = (place for match in _RUN_IN.finditer(block) for place in match.span())
    return sorted({*ends, *torn, *heads})


def _before_opening(block: str, cut: int) -> int:
    """Return a cut, or the place before the opening quotation mark that it would leave behind."""
    left = block[max(0, cut - _NEAR) : cut]
    match = _OPENING.search(left) if cut < len(block) else None
    return cut - len(left) + match.end() if match else cut


def _goes_on(block: str, cut: int) -> bool:
    """Return whether a sentence goes on where it was cut."""
    window = block[max(0, cut - _NEAR) : cut + _NEAR]
    place = min(cut, _NEAR)
    return any(match.end() == place for match in GOES_ON.finditer(window))
