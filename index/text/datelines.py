"""Where a story says from where it was written, and by which agency."""

from __future__ import annotations

import re

_DASH = r"\s*(?:[—–―−]|--|-(?=\s))\s*"
_AGENCY = (
    r"(?:AP|AFP|ANI|ANSA|BBC|CBS|DPA|dpa|EFE|IANS|NBC|NPR|PA|PTI|TASS|UPI|Associated Press"
    r"|Bloomberg|CNN(?: \w+)?|Kyodo|Reuters|USA TODAY|Xinhua|Yonhap|Business)"
)
_CITY = r"[A-ZÀ-Þ][\w.'’À-ž]*(?:[ /-][A-ZÀ-Þ][\w.'’À-ž]*){0,4}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]{2,}(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’]*){0,4}"
_BESIDE = r"(?:,\s[^—–()\n]{1,40}?)?"
# "WASHINGTON (AP) —", "SEOUL, Dec. 16 (Yonhap) --", "New York CNN Business —".
_SURE = re.compile(
    rf"(?:{_CITY}{_BESIDE}\s++)?\((?:{_AGENCY}|[A-Z][\w .&/-]{{1,30}})\){_DASH}"
    rf"|(?:{_CITY}{_BESIDE}\s++)?{_AGENCY}\s+[—–―]\s*|AI-assisted summary\s+"
)
# "AUGUSTA, Ga. —": a name in capitals, which opens a sentence only at the head of a story.
_BARE = re.compile(rf"{_CAPITALS}{_BESIDE}{_DASH}(?=[A-ZÀ-Þ“\"‘'\d])")
# "(서울=연합뉴스) 홍길동 기자 =".
_KOREAN = re.compile(
    r"[(（\[【][가-힣·,\s]{2,20}=[가-힣A-Za-z0-9\s]{2,20}[)）\]】]\s*"
    r"(?:[가-힣]{2,4}(?:[·,\s]+[가-힣]{2,4}){0,5}\s*"
    r"(?:기자|특파원|통신원|논설위원|객원기자|인턴기자)\s*)?(?:[=＝]\s*)?"
)


def dateline_end(paragraph: str, *, head: bool = True) -> int:
    """Return where the words after a paragraph's dateline begin; 0 when it has none.

    Args:
        paragraph: without white space before it.
        head: whether it is among the first of its story, where a place in capitals and a dash
            are enough.
    """
    for pattern in (_KOREAN, _SURE, *([_BARE] if head else [])):
        match = pattern.match(paragraph)
        if match:
            return match.end()
    return 0
