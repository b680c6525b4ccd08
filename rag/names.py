"""Names that a text says, and what a question names that an article does not have."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache

from index.article import Article
from rag.language.en.words import FUNCTION_WORDS, MONTHS, WEEKDAYS

_WORD = re.compile(r"[a-z0-9]+")
_YEAR = re.compile(r"(?<![\w-])(?:1[5-9]|20)\d\d(?![\w-])")
# A year that bounds a span need not stand in what is told of the span.
_BOUND = re.compile(
    r"\b(since|before|after|until|till|by|between|and|from|to)\s+(\w+\s+){0,2}$", re.I
)
_SHORTENED = re.compile(r"\b[A-Z][A-Z.]{0,4}\b")
# The last word of a long name says of what kind it is ("Academy Awards Ceremony").
_LAST_OF_SEVERAL = re.compile(r"\b(?:[A-Z][\w'’-]* ){2,}([A-Z][\w-]*)")
# Spelling so near is taken for the same name.
_ALIKE = 0.8
_STEM = 4
_SHORTEST = 3
_NO_NAMES = FUNCTION_WORDS | {*MONTHS, *WEEKDAYS}
_NAME = re.compile(r"[A-Z][\w'’.-]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_KEPT = 8192
"""Sentences whose names are kept: several features, and the next question, want them again."""


@lru_cache(maxsize=_KEPT)
def names(text: str) -> frozenset[str]:
    """Return the capitalised words of a text, lower-cased.

    The first word of a sentence is left out unless another capitalised word follows it. A text
    that is nearly all in capitals has none.
    """
    letters = _LETTERS.findall(text)
    if not letters or sum(word.isupper() for word in letters) > 0.6 * len(letters):
        return frozenset()
    found: set[str] = set()
    for match in _NAME.finditer(text):
        at_start = match.start() == 0 or text[: match.start()].rstrip(" \"'“‘(")[-1:] in {
            "",
            ".",
            "!",
            "?",
            ":",
        }
        if at_start and not _NAME.match(text[match.end() :].lstrip(" ")):
            continue
        found.add(match.group().rstrip(".'’-").lower())
    return frozenset(found)


def absent(question: str, article: Article) -> str | None:
    """Return a name or year of a question that an article does not have, else None.

    The first word of the question and abbreviations ("UN") are no names here: a text may spell
    them out; nor is the last word of three. Names that are spelled nearly alike or share their
    beginning are the same ("France", "Frankish"; "Céloron", "Celeron").

    Args:
        question: as typed; one typed all in small letters or in capitals names nothing.
        article: whose text, title, outlet, author and date are looked at.
    """
    asked = question.split(maxsplit=1)[-1]
    skipped = {_plain(word) for word in _SHORTENED.findall(asked)}
    wanted = [
        part
        for name in sorted(names(f"x {asked}"), key=asked.lower().find)
        for part in _WORD.findall(_plain(name).removesuffix("'s"))
        if len(part) >= _SHORTEST and part not in _NO_NAMES and part not in skipped
    ]
    years = [
        match.group()
        for match in _YEAR.finditer(question)
        if not _BOUND.search(question[: match.start()])
    ]
    if not wanted and not years:
        return None
    written = [article.title, article.source or "", article.author or "", article.text]
    words = set(_WORD.findall(_plain(" ".join(written))))
    if article.date:
        words.add(str(article.date.year))
    kinds = {_plain(match[1]) for match in _LAST_OF_SEVERAL.finditer(asked)}
    for part in wanted:
        if not part.isdigit() and part not in kinds and not _known(part, words):
            return _as_typed(part, question)
    return next((year for year in years if year not in words), None)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(c for c in spread if not unicodedata.combining(c))


def _known(part: str, words: set[str]) -> bool:
    if part in words:
        return True
    stem = part[:_STEM]
    if any(
        word.startswith(stem) or (len(word) >= _STEM and part.startswith(word)) for word in words
    ):
        return True
    return bool(get_close_matches(part, words, n=1, cutoff=_ALIKE))


def _as_typed(part: str, question: str) -> str:
    for word in question.split():
        if part in _plain(word):
            return re.sub(r"['’]s$", "", word.strip("?!.,;:“”\"'()"))
    return part
