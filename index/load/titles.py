"""Titles for texts that bring none."""

from __future__ import annotations

import re

_LONGEST_HEADLINE = 120
_LONGEST_TITLE = 90
_READ = 2_000
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?=\s|$)|[。！？]")
_NOT_THE_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|vs|etc|Inc|Co|Corp|Ltd)|\b[A-Za-z]\.[A-Za-z])$"
)
# "SEOUL, Dec. 16 (Agency) — " and "CAPE ORDELL (Wire) - " open a story, not its title.
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,40}(?:,[^—–()]{1,40}?)?)?\s*"
    r"(?:\([^)]{1,40}\)\s*)?(?:[—–]|--|-)\s+"
)

_NOT_A_TITLE = re.compile(
    r"untitled|microsoft word|word document|.*\.(?:docx?|indd|qxp|pdf|txt|odt|rtf)|\W*|"
    r"document\d*|layout \d+.*",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Tell the title that a document's properties give from what programs put there."""
    return not _NOT_A_TITLE.fullmatch(text.strip())


def split_headline(text: str) -> tuple[str, str]:
    """Return the headline that a text begins with and the rest; ("", text) when it has none.

    A first line is a headline when it is short, does not end like a sentence, and longer
    text of letters or digits follows.
    """
    first, _, rest = text.lstrip().partition("\n")
    first, rest = first.strip(), rest.strip()
    longest = max((len(line) for line in rest.split("\n")), default=0)
    looks_like_one = (
        2 <= len(first) <= _LONGEST_HEADLINE
        and any(c.isalpha() for c in first)
        and not re.search(r"[.,;:。，、][\"'”’»)]*$", first)
        and longest > len(first)
        and any(c.isalnum() for c in rest)
    )
    return (first, rest) if looks_like_one else ("", text)


def title_from(text: str) -> str:
    """Return a title made of a text's first sentence, shortened at a word."""
    line = text.lstrip()[:_READ].partition("\n")[0].strip()
    line = _DATELINE.sub("", line, count=1) if _DATELINE.match(line) else line
    sentence = line
    for stop in _STOP.finditer(line):
        if stop[0] in "。！？" or not _NOT_THE_END.search(line[: stop.start()]):
            sentence = line[: stop.end()]
            break
    if len(sentence) <= _LONGEST_TITLE:
        return sentence[:-1] if sentence.endswith((".", "。")) else sentence
    cut = sentence[:_LONGEST_TITLE]
    at = cut.rfind(" ")
    return (cut[:at] if at > _LONGEST_TITLE // 2 else cut).rstrip(" ,;:–—-") + "…"
