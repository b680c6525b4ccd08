"""Citation markers in every form that models write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = r"(?:sources?|sentences?|evidence|refs?|references?|citations?|see|from|no|s|e)"
_NUMBER = rf"(?:{_LABEL}\.?\s*:?\s*)?[#^]?\s*\d{{1,3}}(?:†[^\]】]*)?"
_JOIN = r"\s*(?:,|;|/|&|\+|-|–|—|to|and|through)+\s*(?:and\s+)?"
_LIST = rf"\s*{_NUMBER}(?:{_JOIN}{_NUMBER})*\s*"
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARKER = re.compile(
    rf"\[{_LIST}\](?:\([^)\s]*\))?|【{_LIST}】|［{_LIST}］"
    rf"|[(（]\s*{_LABEL}\.?\s*:?\s*{_LIST}[)）]"
    r"|[(（]\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*[)）](?=\s*(?:[.!?;,]|$))"
    rf"|[{_SUPER}]+|\^\[?{_NUMBER}\]?",
    re.IGNORECASE,
)
_BARE = r"[(（]\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*[)）]"
_AFTER = re.compile(rf"{MARKER.pattern}|{_BARE}", re.IGNORECASE)
_TAIL = re.compile(
    rf"\s*[,;(—–-]?\s*\b(?:sources?|sentences?|evidence)\s*:?\s*(?P<list>#?\d{{1,3}}"
    rf"(?:{_JOIN}#?\d{{1,3}})*)\s*\)?\s*(?=[.!?]?\s*$)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"\s*(?:according to|as per|per|in|from)\s+(?:sources?|sentences?|evidence)\s+"
    rf"(?P<list>#?\d{{1,3}}(?:{_JOIN}#?\d{{1,3}})*)\s*,\s*",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(\d{1,3})\s*(?:†[^,;\]】]*)?(?:-|–|—|\bto\b|\bthrough\b)\s*[^\d,;]{0,10}(\d{1,3})"
)
_OPEN = {"[": "]", "【": "】", "［": "］", "(": ")", "（": "）"}
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, and the numbers that stood in them, in order."""

    text: str
    numbers: tuple[int, ...]


def read(text: str) -> Marked:
    """Return a text without its markers, and their numbers, each once."""
    numbers: list[int] = []
    pieces, end = [], 0
    for match in MARKER.finditer(text):
        numbers += _numbers(match.group())
        pieces.append(text[end : match.start()])
        end = match.end()
    rest = "".join(pieces) + text[end:]
    head = _HEAD.match(rest)
    if head:
        numbers += _numbers(head["list"])
        rest = rest[head.end() :][:1].upper() + rest[head.end() + 1 :]
    tail = _TAIL.search(rest)
    if tail:
        numbers += _numbers(tail["list"])
        rest = rest[: tail.start()] + rest[tail.end() :]
    rest = re.sub(r"\(\s*(?:see|cf\.?)?\s*\)", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\s+([.,;!?])", r"\1", rest)
    rest = re.sub(r"([.!?])[.]+$", r"\1", re.sub(r"\s{2,}", " ", rest).strip())
    return Marked(rest, tuple(dict.fromkeys(numbers)))


def unfinished(text: str) -> bool:
    """Whether a text begins with what may become a marker once more of it has arrived."""
    closing = _OPEN.get(text[:1])
    return closing is not None and len(text) <= _WIDEST and closing not in text


def leading(text: str) -> int:
    """Return how many characters of markers and spaces a text begins with."""
    position = 0
    while True:
        start = position
        while start < len(text) and text[start] in " \t":
            start += 1
        match = _AFTER.match(text, start)
        if match is None:
            return position
        position = match.end()


def _numbers(marker: str) -> list[int]:
    marker = marker.split("](")[0]
    if marker and all(mark in _SUPER for mark in marker):
        return [_SUPER.index(mark) for mark in marker]
    found: list[int] = []
    end = 0
    for match in _RANGE.finditer(marker):
        found += [int(number) for number in re.findall(r"\d{1,3}", marker[end : match.start()])]
        first, last = int(match[1]), int(match[2])
        found += range(first, last + 1) if 0 < last - first < 20 else [first, last]
        end = match.end()
    cut = re.sub(r"†[^,;\]】]*", "", marker[end:])
    return found + [int(number) for number in re.findall(r"\d{1,3}", cut)]
