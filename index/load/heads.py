"""What the first lines of a plain text, its name and its address say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.load.dates import CLOCK, FULL_DATE
from index.text.byline import BY

_PUBLISHED = (
    r"(?:date|dated|(?:first )?published(?: on| at)?|posted(?: on| at)?|issued|publication date|"
    r"datum|veröffentlicht(?: am)?|publié le|publicado(?: el)?|pubblicato(?: il)?|"
    r"입력|등록|작성|게재|公開|発行|掲載|发布时间|发布)"
)
_UPDATED = r"(?:(?:last )?(?:updated|modified)(?: on| at)?|aktualisiert(?: am)?|수정|更新)"
_MARKER = re.compile(
    rf"\s*{_PUBLISHED}(?:\s*[:=])?\s++({FULL_DATE})({CLOCK})(?=\s|$)[ \t]*", re.IGNORECASE
)
_STAMP = re.compile(
    rf"\W*(?:(?:{_PUBLISHED}|(?P<late>{_UPDATED}))\s*+(?:[:=]\s*+)?)?(?:on\s+)?"
    rf"(?P<date>(?:{FULL_DATE}){CLOCK})\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(rf"{BY}\s+(?P<names>[^\d:;!?]{{3,100}})", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?P<name>title|headline|source|outlet|publication|url|link|author|byline|by|language)"
    r"\s*:\s+(?P<value>\S.{0,400})",
    re.IGNORECASE,
)
_FIELDS = {"headline": "title", "outlet": "source", "publication": "source", "link": "url"}
_FIELDS |= {"byline": "author", "by": "author"}
_SMALL = {"and", "und", "et", "de", "da", "van", "von", "der", "den", "del", "la", "of", "for", "&"}
_DATELINE = re.compile(
    r"\W*[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}(?:,\s*[\w. ]{2,25})?,\s*"
    rf"({FULL_DATE})\s*(?:\([^)]{{1,40}}\)\s*)?(?:[-–—:]|--)\s"
)
# "(서울=연합뉴스)": the place and the agency that wrote it.
_WIRE = re.compile(
    rf"\s*[(（\[][가-힣·]{{2,12}}=(?P<outlet>[가-힣A-Za-z0-9]{{2,20}})[)）\]](?:\s*({FULL_DATE}))?"
)
_NAME_DATE = re.compile(r"(?<!\d)([12]\d{3})(?P<s>[-_.]?)(\d\d)(?P=s)(\d\d)(?!\d)")
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?![\d])")
_HEAD_LINES = 8
_LONGEST = 160


@dataclass(slots=True)
class Head:
    """What was read from the first lines.

    Attributes:
        text: the text without the lines that held only such facts.
        dates: dates as written, the surest first.
        fields: title, source, url, author, language, where a line names them.
    """

    text: str
    dates: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def author(self) -> str | None:
        """The byline without its "By", None when there is none."""
        return self.fields.get("author")


def read_head(text: str) -> Head:
    """Read date, byline and labelled facts from the first lines and cut those lines out.

    A date counts when a line holds nothing else, when it is marked ("date 2025-12-16 …",
    "Published: 3 March 2025") or when it stands with its year in a dateline ("SEOUL, Dec. 16,
    2025 (Agency) —"; the dateline stays). A date inside a sentence never counts. A Korean dateline
    ("(서울=연합뉴스)") names the outlet.
    """
    head = Head(text)
    marker = _MARKER.match(text)
    if marker and not text[marker.end() : marker.end() + 1].islower():
        head.dates.append(text[marker.start(1) : marker.end()].strip())
        text = text[marker.end() :]
    lines = text.split("\n")
    kept: list[str] = []
    late: list[str] = []
    seen = 0
    for position, line in enumerate(lines):
        words = line.strip()
        if seen >= _HEAD_LINES or len(words) > _LONGEST:
            kept.extend(lines[position:])
            break
        seen += bool(words)
        if not words or not _take(words, head, late, first=not any(kept)):
            kept.append(line)
    head.text = "\n".join(kept)
    head.dates += late
    for line in [line for line in kept if line.strip()][:3]:
        dateline = _DATELINE.match(line)
        wire = _WIRE.match(line)
        if dateline:
            head.dates.append(dateline[1])
        elif wire:
            head.fields.setdefault("source", wire["outlet"])
            head.dates += [wire[2]] if wire[2] else []
    return head


def _take(line: str, head: Head, late: list[str], *, first: bool) -> bool:
    """Take the facts of a line that holds nothing else; tell whether it was such a line.

    Args:
        line: without blanks around it.
        head: facts are added to it.
        late: dates of updates are added to it.
        first: whether no line of the text itself came before; only then labels count.
    """
    labelled = _LABELLED.fullmatch(line) if first else None
    if labelled:
        name = labelled["name"].lower()
        head.fields.setdefault(_FIELDS.get(name, name), labelled["value"].strip())
        return True
    taken = [_take_part(part, head, late) for part in re.split(r"(?<!\s)\s+[|•·]\s+", line)]
    return any(taken) if len(taken) > 1 and any(head.dates + late) else all(taken)


def _take_part(part: str, head: Head, late: list[str]) -> bool:
    stamp = _STAMP.fullmatch(part)
    if stamp:
        (late if stamp["late"] else head.dates).append(stamp["date"])
        return True
    byline = _BYLINE.fullmatch(part)
    if byline and _is_names(byline["names"]):
        head.fields.setdefault("author", byline["names"].strip(" ,."))
        return True
    return False


def _is_names(words: str) -> bool:
    parts = words.replace(",", " ").split()
    return 2 <= len(parts) <= 12 and all(
        part[0].isupper() or part.lower() in _SMALL for part in parts
    )


def date_in_name(name: str) -> str | None:
    """Return the ISO date in a file's name (2025-12-16-foo, 20251216_foo), None without one."""
    match = _NAME_DATE.search(name)
    return f"{match[1]}-{match[3]}-{match[4]}" if match else None


def date_in_address(address: str) -> str | None:
    """Return the ISO date in a URL's path (/2025/12/16/…), None if there is none."""
    match = _PATH_DATE.search(address)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None
