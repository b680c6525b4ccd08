"""Titles for texts that bring none."""

from __future__ import annotations

import re

from index.text.abbreviations import NOT_THE_END
from index.text.datelines import dateline_end

_LONGEST_HEADLINE = 120
_LONGEST_TITLE = 90
_READ = 2_000
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?=\s|$)|[。！？]")

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
    line = line[dateline_end(line) :]
    sentence = line
    for stop in _STOP.finditer(line):
        if stop[0] in "。！？" or not NOT_THE_END.search(line[: stop.start()]):
            sentence = line[: stop.end()]
            break
    if len(sentence) <= _LONGEST_TITLE:
        return sentence[:-1] if sentence.endswith((".", "。")) else sentence
    cut = sentence[:_LONGEST_TITLE]
    at = cut.rfind(" ")
    return (cut[:at] if at > _LONGEST_TITLE // 2 else cut).rstrip(" ,;:–—-") + "…"
