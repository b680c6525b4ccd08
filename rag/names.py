"""Names that a text says, and what a question names that an article does not have."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache
from itertools import takewhile

from index.article import Article
from index.text.marks import normalized
from rag.language import language_of

_WORD = re.compile(r"[a-z0-9]+")
_YEAR = re.compile(r"(?<![\w-])(?:1[5-9]|20)\d\d(?![\w-])")
# Spelling so near is taken for the same name.
_ALIKE = 0.8
_STEM = 4
# Share of the longer word: "Norwegian" and "Norway" have .44, "Unification" and "uniforms" .36.
_ALIKE_BEGINNING = 0.4
_SHORTEST = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_KEPT = 8192
"""Sentences whose names are kept: several features, and the next question, want them again."""
_KEPT_TEXTS = 256
"""Articles whose words are kept: saved questions are held against the same ones in turn."""


@lru_cache(maxsize=_KEPT)
def names(text: str) -> frozenset[str]:
    """Return the capitalised words of a text, lower-cased.

    The first word of a sentence is left out unless another capitalised word follows it. A text
    that is nearly all in capitals has none, nor has one in a language that does not tell names by
    their capitals.
    """
    word = language_of(text).names.word
    letters = _LETTERS.findall(text)
    if not letters or sum(word.isupper() for word in letters) > 0.6 * len(letters):
        return frozenset()
    found: set[str] = set()
    for match in word.finditer(text):
        at_start = match.start() == 0 or text[: match.start()].rstrip(" \"'“‘(")[-1:] in {
            "",
            ".",
            "!",
            "?",
            ":",
        }
        if at_start and not word.match(text[match.end() :].lstrip(" ")):
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
    rules = language_of(question).names
    asked = question.split(maxsplit=1)[-1]
    skipped = {_plain(word) for word in rules.shortened.findall(asked)}
    wanted = [
        part
        for name in sorted(names(f"x {asked}"), key=asked.lower().find)
        for part in _WORD.findall(rules.possessive.sub("", _plain(name)))
        if len(part) >= _SHORTEST and part not in rules.ignored and part not in skipped
    ]
    years = [
        match.group()
        for match in _YEAR.finditer(question)
        if not rules.bound.search(question[: match.start()])
    ]
    if not wanted and not years:
        return None
    written = [article.title, article.source or "", article.author or "", article.text]
    words = _words(" ".join(written))
    if article.date:
        words |= {str(article.date.year)}
    kinds = {_plain(match[1]) for match in rules.kind.finditer(asked)}
    for part in wanted:
        if not part.isdigit() and part not in kinds and not _known(part, words):
            return _as_typed(part, question)
    return next((year for year in years if year not in words), None)


@lru_cache(maxsize=_KEPT_TEXTS)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    spread = normalized("NFKD", text.lower().replace("’", "'"))
    return "".join(c for c in spread if not unicodedata.combining(c))


def _known(part: str, words: frozenset[str]) -> bool:
    if part in words:
        return True
    stem = part[:_STEM]
    if any(word.startswith(stem) and _begin_alike(part, word) for word in words):
        return True
    # Words of other lengths cannot be so alike; most of them are left out cheaply.
    fit = [word for word in words if 2 * min(len(word), len(part)) >= _ALIKE * len(word + part)]
    return bool(get_close_matches(part, fit, n=1, cutoff=_ALIKE))


def _begin_alike(one: str, other: str) -> bool:
    """Whether enough of the longer word is the beginning of both: Norway's, but not a uniform's."""
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return shared >= _ALIKE_BEGINNING * max(len(one), len(other))


def _as_typed(part: str, question: str) -> str:
    for word in question.split():
        if part in _plain(word):
            return language_of(question).names.possessive.sub("", word.strip("?!.,;:“”\"'()"))
    return part
