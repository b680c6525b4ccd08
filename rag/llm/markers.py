"""Citation markers in every form that models write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = (
    r"(?:sources?|sentences?|evidence|refs?|references?|citations?|see|from|no|s|e"
    r"|quellen?|fuentes?|来源|资料|출처|문장)"
)
_WIDE = rf"(?:{_LABEL}|docs?|documents?|articles?|passages?|footnotes?|notes?|cite|기사)"
_NUMBER = (
    rf"(?:{_WIDE}[._]?\s*+(?::\s*+)?)?(?:[#^†-]\s*+)?"
    r"\d{1,3}(?::\d{1,3}(?=†))?(?:†[^\]】］〕⟧}）)]{0,200}+)?\^?"
)
_JOIN = r"\s*+(?:,|;|/|&|\+|-|–|—|to|and|through)+\s*+(?:and\s++)?"
_LIST = rf"\s*+{_NUMBER}(?:{_JOIN}{_NUMBER})*\s*+"
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FILLED = "❶❷❸❹❺❻❼❽❾❿"
MARKER = re.compile(
    rf"\[?\[{_LIST}\]\]?(?:\([^)\s]{{0,2000}}\))?|【{_LIST}】|［{_LIST}］|〔{_LIST}〕|⟦{_LIST}⟧|\{{{_LIST}\}}"
    rf"|[(（]\s*{_LABEL}\.?\s*+(?::\s*+)?{_LIST}[)）]"
    r"|[(（]\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*[)）](?=\s*(?:[.!?;,(（\[]|$))"
    rf"|(?<!\d)(?<!\bm)(?<!\bkm)(?<!\bcm)(?<!\bft)[{_SUPER}]+|[{_CIRCLED}{_FILLED}]|\^\[?\s*+{_NUMBER}\]?|[†‡]\s*\d{{1,3}}",
    re.IGNORECASE,
)
_BARE = r"[(（]\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*[)）]"
_AFTER = re.compile(
    rf"{MARKER.pattern}|{_BARE}|<sup>[^<]{{1,12}}</sup>|\\\[{_LIST}\\\]", re.IGNORECASE
)
_TAIL = re.compile(
    rf"(?:(?<!\s)\s++)?(?:[,;(—–-]\s*)?\b(?:(?:according to|as per|per|see|from|in)\s+)?"
    rf"(?:sources?|sentences?|evidence)\s*+(?::\s*)?(?P<list>#?\d{{1,3}}"
    rf"(?:{_JOIN}#?\d{{1,3}})*)\s*+(?:\)\s*+)?(?=[.!?]?\s*$)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"\s*(?:according to|as per|per|in|from)\s+(?:sources?|sentences?|evidence)\s+"
    rf"(?P<list>#?\d{{1,3}}(?:{_JOIN}#?\d{{1,3}})*)\s*,\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*+(?:[,;&]|(?:,\s*+)?and)\s*+", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|(?<=\s))\s*(?:as|according to|per)\s*$", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:(?:says?|states?|notes?|reports?|shows?|explains?|said|stated|reported|noted)\b)?"
    r"\s*[,:]?\s*",
    re.IGNORECASE,
)
_STRAY = re.compile(
    r"(?:\s|^)(?:sources?|refs?|references?|citations?)\s*+(?::\s*+)?$", re.IGNORECASE
)
_RANGE = re.compile(
    r"(\d{1,3})\s*+(?:†[^,;\]】]{0,200})?(?:-|–|—|\bto\b|\bthrough\b)\s*[^\d,;]{0,10}(\d{1,3})"
)
_OPEN = {"[": "]", "【": "】", "［": "］", "(": ")", "（": "）", "〔": "〕", "⟦": "⟧", "{": "}"}
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, and the numbers that stood in them, in order."""

    text: str
    numbers: tuple[int, ...]


def read(text: str) -> Marked:
    """Return a text without its markers, and their numbers, each once."""
    numbers: list[int] = []
    before, end = "", 0
    opened = False
    for match in MARKER.finditer(text):
        between = text[end : match.start()]
        if not (numbers and _BETWEEN.fullmatch(between)):
            before += between
        numbers += _numbers(match.group())
        end = match.end()
        if not before.strip() or _BEFORE.fullmatch(before):
            behind = _BEHIND.match(text, end)
            before, opened = "", True
            end = behind.end() if behind else end
    rest = before + text[end:]
    if numbers:
        rest = _STRAY.sub("", rest)
    if opened:
        rest = rest[:1].upper() + rest[1:]
    head = _HEAD.match(rest)
    if head:
        numbers += _numbers(head["list"])
        rest = rest[head.end() :][:1].upper() + rest[head.end() + 1 :]
    tail = _TAIL.search(rest)
    if tail:
        numbers += _numbers(tail["list"])
        rest = rest[: tail.start()] + rest[tail.end() :]
    rest = re.sub(r"\(\s*+(?:(?:see|cf\.?)\s*+)?\)", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"(?<!\s)\s+([.,;!?])", r"\1", rest)
    rest = re.sub(r"([!?]|(?<![.!?])\.)\.+$", r"\1", re.sub(r"\s{2,}", " ", rest).strip())
    return Marked(rest, tuple(dict.fromkeys(numbers)))


def unfinished(text: str) -> bool:
    """Whether a text begins with what may become a marker once more of it has arrived."""
    if len(text) > _WIDEST:
        return False
    for opening, end in (("<sup>", "</sup>"), ("\\[", "\\]")):
        if text and opening.startswith(text[: len(opening)].lower()):
            return end not in text.lower()
    closing = _OPEN.get(text[:1])
    return closing is not None and closing not in text


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
    for signs in (_CIRCLED, _FILLED):
        if marker in signs:
            return [signs.index(marker) + 1]
    marker = re.sub(r":\d+(?=†)", "", marker).lstrip("†‡[")
    found: list[int] = []
    end = 0
    for match in _RANGE.finditer(marker):
        found += [int(number) for number in re.findall(r"\d{1,3}", marker[end : match.start()])]
        first, last = int(match[1]), int(match[2])
        found += range(first, last + 1) if 0 < last - first < 20 else [first, last]
        end = match.end()
    cut = re.sub(r"†[^,;\]】]*", "", marker[end:])
    return found + [int(number) for number in re.findall(r"\d{1,3}", cut)]
