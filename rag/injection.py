"""Sentences of articles that speak to a machine in place of a reader.

A model is not shown them: what an article orders cannot be obeyed by who does not read it. The
signs are deliberately wide; an honest sentence that is held back costs little, because the
archive's own words never pass through a model.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from index.text.marks import normalized
from rag.language.orders import FOREIGN, HINTS, SIGNS

# The blanks before the first word of a line, read once, however many they are.
_LINE = r"(?:^|(?<!\s)(?=[^\S\n]*+\n))\s*+"
# Each pattern of markup with something that a text must have for it, which is quick to look for.
_MARKUP = tuple(
    (needed, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for needed, pattern in (
        ("<", r"</?[a-z!][^>\n]*>?|<\|"),
        ("![", r"\A(?>.*?!\[).*\]"),
        ("](", r"\]\("),
        (":", r"\b(?:javascript:|data:\w+/)"),
        (":", r"\A(?>.*?\bQ:).*\bA:"),
        (":", _LINE + r"(?:system|user|assistant|developer|human|q|a)\s*:"),
        ("```", "```"),
        ("|", r"^\s*\|"),
        ("{", r"\{\s*\""),
        ("[^", r"\[\^\d+\]:"),
        ("[", _LINE + r"\[\d{1,3}\]\s"),
        ("[", r"\A(?>.*?\[/?(?:inst|system|end|start)\b).*\]"),
    )
)
_CODED = re.compile(r"[A-Za-z0-9+/]{32,}")
_WORD = re.compile(r"\w+")

_BEFORE, _AFTER = 100, 190
_HIDDEN = {"Cf", "Cc", "Co", "Cs"}


def visible(text: str) -> str:
    """Return a text without characters that cannot be seen or that turn its direction."""
    unseen = [
        mark for mark in set(text) if mark not in "\n\t" and unicodedata.category(mark) in _HIDDEN
    ]
    return text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine, hides characters or holds markup."""
    if hides(text) or _mixes_scripts(text):
        return True
    return _orders(text)


@functools.lru_cache(maxsize=4096)
def _orders(text: str) -> bool:
    text = visible(text)
    if any(needed in text and pattern.search(text) for needed, pattern in _MARKUP):
        return True
    if any(len(word) >= 32 and _CODED.search(word) for word in text.split()):
        return True
    flat = " ".join(normalized("NFKC", text).split())
    return any(SIGNS.search(near) or FOREIGN.search(near) for near in _near_hints(flat))


def _near_hints(flat: str) -> Iterator[str]:
    """Yield the stretches of a text, cut at blanks, in which a sign could stand.

    The patterns of the signs try every place, which a long article would wait for.
    """
    lowered = flat.lower()
    if len(lowered) != len(flat):
        yield flat
        return
    spans = []
    for hint in HINTS:
        at = lowered.find(hint)
        while at >= 0:
            first = flat.rfind(" ", 0, max(at - _BEFORE, 0)) + 1
            last = flat.find(" ", at + len(hint) + _AFTER)
            spans.append((first, len(flat) if last < 0 else last))
            at = lowered.find(hint, at + 1)
    start = stop = -1
    for first, last in sorted(spans):
        if first > stop:
            if stop >= 0:
                yield flat[start:stop]
            start = first
        stop = max(stop, last)
    if stop >= 0:
        yield flat[start:stop]


def withheld(text: str, start: int, end: int) -> bool:
    """Whether a sentence of an article must not be shown to a model.

    It is withheld when the paragraph that it stands in gives orders: what such a paragraph says
    beside the order usually serves it.

    Args:
        text: the article's text.
        start: first character of the sentence.
        end: one past its last character.
    """
    before = text.rfind("\n\n", 0, start)
    after = text.find("\n\n", end)
    paragraph = text[before + 2 if before >= 0 else 0 : after if after >= 0 else len(text)]
    if hides(text[start:end]) or _mixes_scripts(text[start:end]):
        return True
    return _orders(paragraph)


def hides(text: str) -> bool:
    """Whether a text has characters that cannot be seen; a soft hyphen or a joiner is none."""
    return not text.isascii() and (
        any(
            unicodedata.category(mark) in {"Cf", "Co", "Cs"}
            and mark not in "\u00ad\u200c\u200d\ufeff"
            for mark in set(text)
        )
        or text.count("\u200d") + text.count("\u200c") > 8
    )


def _mixes_scripts(text: str) -> bool:
    """Whether a word has Latin letters beside Cyrillic or Greek ones."""
    for word in () if text.isascii() else _WORD.findall(text):
        if word.isascii():
            continue
        scripts = {unicodedata.name(mark, "").split(" ")[0] for mark in word if mark.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return True
    return False
