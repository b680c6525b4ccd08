"""The outlet's name at the head of a printed page."""

from __future__ import annotations

import re

from index.load.dates import CLOCK, FULL_DATE
from index.load.titles import split_headline

_DATE = rf"(?:{FULL_DATE}){CLOCK}"
_ALONE = re.compile(rf"\W*{_DATE}\W*", re.IGNORECASE)
_MARKED = re.compile(
    rf"\s*+(?P<name>[^\n|•·]{{2,60}}?)\s*+[|•·]\s*+(?P<date>{_DATE})\s*"
    rf"|\s*+(?P<date2>{_DATE})\s*[|•·]\s*+(?P<name2>[^\n|•·]{{2,60}}?)\s*",
    re.IGNORECASE,
)
_DIVIDED = re.compile(
    rf"\s*+(?P<name>[^\n]{{2,60}}?)(?:\s*+[,:–—-]\s*|\s{{2,}}+)(?P<date>{_DATE})\s*", re.IGNORECASE
)
# Words that newspapers, agencies and broadcasters call themselves by.
_OUTLET = re.compile(
    r"\b(?:Times|Post|Herald|Tribune|Journal|Gazette|Daily|News|Newspaper|Press|Chronicle|"
    r"Observer|Courier|Star|Mirror|Telegraph|Guardian|Standard|Bulletin|Weekly|Review|Dispatch|"
    r"Monitor|Examiner|Register|Sentinel|Mail|Express|Independent|Agency|Wire|Broadcasting|"
    r"Zeitung|Tagblatt|Tageblatt|Anzeiger|Rundschau|Kurier|Nachrichten)\b"
    r"|(?:일보|신문|뉴스|타임스|통신|방송|新聞|日報|日报|通讯社|通信社)"
)
_SMALL = {"the", "of", "and", "&", "de", "la", "le", "des", "der", "die", "das", "und"}
_LINES = 4
_MOST_WORDS = 7
_LONGEST = 200
"""Most characters of a line with a name or a day."""


def split_masthead(text: str) -> tuple[str | None, str]:
    """Return the outlet that the first lines name, and the text without its name.

    A name counts beside a day in its line ("Harbour Herald | 3 March 2025"), or alone in a line
    above the headline; alone or divided by a comma only only when it has a word that outlets call
    themselves by, since a place or a headline stands there as well.

    Args:
        text: of a page or document, its lines as printed.

    Returns:
        The name, None where none is surely one; the text, a day of that line still in it.
    """
    lines = text.split("\n")
    filled = [n for n, line in enumerate(lines) if line.strip()][:_LINES]
    for n in filled:
        found = _beside_a_day(lines[n])
        if found:
            name, day = found
            lines[n] = day
            return name, "\n".join(lines)
    if len(filled) < 3:
        return None, text
    first, rest = filled[0], "\n".join(lines[filled[0] + 1 :])
    name = lines[first].strip()
    if not (_OUTLET.search(name) and _is_name(name)):
        return None, text
    below = "\n".join(
        line for line in rest.split("\n") if len(line) > _LONGEST or not _ALONE.fullmatch(line)
    )
    return (name, rest) if split_headline(below)[0] else (None, text)


def _beside_a_day(line: str) -> tuple[str, str] | None:
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    marked = _MARKED.fullmatch(line)
    if marked:
        name, day = marked["name"] or marked["name2"], marked["date"] or marked["date2"]
        return (name, day) if _is_name(name) else None
    divided = _DIVIDED.fullmatch(line)
    if divided and _OUTLET.search(divided["name"]) and _is_name(divided["name"]):
        return divided["name"], divided["date"]
    return None


def _is_name(words: str) -> bool:
    """Tell a name from a sentence or a section with its number: each word begins as a name does."""
    parts = words.split()
    return (
        len(parts) <= _MOST_WORDS
        and not re.search(r"[\d.!?;:]", words)
        and not re.match(r"(?:by|page|updated|published|posted|source)\b", words, re.IGNORECASE)
        and all(part.lower() in _SMALL or not part[0].islower() for part in parts)
    )
