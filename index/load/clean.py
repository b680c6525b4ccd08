"""Making text fit to be stored: one kind of line end, nothing invisible, no torn characters."""

from __future__ import annotations

import itertools
import re

from index.text.marks import normalized

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2060-\u2064"
    "\u202a-\u202e\u2066-\u2069\u180e\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Joiners shape Persian, Indic and emoji sequences; beside Latin they are only noise.
_JOINERS = re.compile(
    "(?<![\u0370-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0370-\U0010ffff])"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")


def clean_text(text: str) -> str:
    """Return a text as it is stored.

    Line ends become newlines, soft hyphens, zero-width and control characters go, runs of
    blanks become one, at most one empty line stays between paragraphs, and characters are
    composed (NFC). Typographic quotes and dashes stay as they are.
    """
    text = _visible(text)
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(text: str | None) -> str:
    """Return a title, name or other short field as one clean line; "" for None."""
    return " ".join(_SPACES.sub(" ", _visible(text)).split()) if text else ""


def _visible(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", text)
    text = _BREAKS.sub("\n", text)
    text = _JOINERS.sub("", _INVISIBLE.sub("", text))
    return normalized("NFC", text)


def unwrap(text: str, *, always: bool = False) -> str:
    """Join the lines of a text that was broken at a fixed width, paragraph by paragraph.

    A paragraph begins after an empty line, at an indented line, and after a short line that
    ends a sentence or is the first. A text that does not look broken at a width is returned as
    it is.

    Args:
        text: with newlines as line ends, indents still in place.
        always: the lines are known to be broken, as in a PDF.
    """
    lines = text.split("\n")
    width = max(map(len, lines)) if always else _wrap_width(lines)
    if not width:
        return text
    filled = [line for line in lines if line.strip()]
    by_indent = sum(line[0] in " \t" for line in filled) < 0.5 * len(filled)
    paragraphs: list[str] = []
    previous = ""
    for line in lines:
        words = line.strip()
        if not words:
            previous = ""
            continue
        ends = len(paragraphs) == 1 and previous == paragraphs[0]
        ends = ends or bool(_SENTENCE_END.search(previous))
        if (
            not previous
            or (by_indent and line.startswith(("  ", "\t")))
            or (len(previous) < 0.7 * width and ends)
        ):
            paragraphs.append(words)
        else:
            paragraphs[-1] += " " + words
        previous = words
    return "\n\n".join(paragraphs)


def _wrap_width(lines: list[str]) -> int:
    """Return the column at which lines were broken, 0 when they were not."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 4:
        return 0
    longest = max(len(line) for line in filled)
    if not 40 <= longest <= 100:
        return 0
    inner = [a.strip() for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    full = [line for line in inner if len(line) >= 0.7 * longest]
    open_ended = [line for line in full if not _SENTENCE_END.search(line)]
    if len(inner) < 3 or len(full) < 0.6 * len(inner) or len(open_ended) < 0.6 * len(full):
        return 0
    return longest
