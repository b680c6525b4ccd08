"""What the first lines of a plain text, its name and its address say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.load.dates import CLOCK, FULL_DATE

_LABEL = (
    r"(?:date|dated|published|first published|posted|issued|publication date|published on|"
    r"published at|datum|veröffentlicht|publié le|publicado el?|pubblicato|입력|등록|게재|"
    r"公開|発行|发布时间)"
)
_MARKER = re.compile(rf"\s*{_LABEL}\s*[:=]?\s+({FULL_DATE})({CLOCK})(?=\s|$)[ \t]*", re.IGNORECASE)
_DATE_LINE = re.compile(
    rf"\W*(?:{_LABEL}\s*[:=]?\s*)?(?:on\s+)?(({FULL_DATE}){CLOCK})\W*", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di)\s+((?:[^\W\d_][\w.'’-]*\s*,?\s*(?:and\s+|und\s+|et\s+|&\s*)?){2,8})",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\W*[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}(?:,\s*[\w. ]{2,25})?,\s*"
    rf"({FULL_DATE})\s*(?:\([^)]{{1,40}}\)\s*)?(?:[-–—:]|--)\s"
)
_NAME_DATE = re.compile(r"(?<!\d)([12]\d{3})(?P<s>[-_.]?)(\d\d)(?P=s)(\d\d)(?!\d)")
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?![\d])")
_HEAD_LINES = 6


@dataclass(frozen=True, slots=True)
class Head:
    """What was read from the first lines.

    Attributes:
        text: the text without the lines that were only date or byline.
        dates: dates as written, the surest first.
        author: byline without its "By".
    """

    text: str
    dates: tuple[str, ...]
    author: str | None


def read_head(text: str) -> Head:
    """Read date and byline from the first lines of a text and cut them out.

    A date counts when a line holds nothing else, when it is marked ("date 2025-12-16 …",
    "Published: 3 March 2025") or when it stands with its year in a dateline ("SEOUL, Dec. 16,
    2025 (Agency) —"; the dateline stays). A date inside a sentence never counts.
    """
    dates: list[str] = []
    author: str | None = None
    marker = _MARKER.match(text)
    if marker:
        dates.append(text[marker.start(1) : marker.end()].strip())
        text = text[marker.end() :]
    lines = text.split("\n")
    kept: list[str] = []
    seen = 0
    for position, line in enumerate(lines):
        words = line.strip()
        if seen >= _HEAD_LINES or len(words) > 120:
            kept.extend(lines[position:])
            break
        seen += bool(words)
        stamp = _DATE_LINE.fullmatch(words) if words else None
        byline = _BYLINE.fullmatch(words) if words and author is None else None
        if stamp:
            dates.append(stamp[1])
        elif byline and _is_name(byline[1]):
            author = byline[1].strip(" ,")
        else:
            kept.append(line)
    rest = "\n".join(kept)
    for line in [line for line in kept if line.strip()][:3]:
        dateline = _DATELINE.match(line)
        if dateline:
            dates.append(dateline[1])
    return Head(rest, tuple(dates), author)


def _is_name(words: str) -> bool:
    small = {"and", "und", "et", "de", "da", "van", "von", "der", "den", "del", "la", "&"}
    parts = words.replace(",", " ").split()
    return len(parts) >= 2 and all(part[0].isupper() or part.lower() in small for part in parts)


def date_in_name(name: str) -> str | None:
    """Return the ISO date in a file's name (2025-12-16-foo, 20251216_foo), None without one."""
    match = _NAME_DATE.search(name)
    return f"{match[1]}-{match[3]}-{match[4]}" if match else None


def date_in_address(address: str) -> str | None:
    """Return the ISO date in a URL's path (/2025/12/16/…), None if there is none."""
    match = _PATH_DATE.search(address)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None
