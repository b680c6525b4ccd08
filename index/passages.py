"""Cutting an article into passages: runs of whole sentences, as addresses into its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.article import Article
from index.sentences import split

_BREAK = re.compile(r"\n[ \t\r\f\v]*\n")
_CLAUSE = re.compile(r"[;:,，；：、–—)](?=\s|$)|[，；：、]")
_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """A passage before it has a number.

    Attributes:
        start: first character, an offset into the article's text.
        end: one past the last character.
        sentences: (start, end) of each sentence, offsets into the article's text.
    """

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


def passage_context(article: Article) -> str:
    """Return the line that is embedded before each passage: title, outlet and day."""
    day = f"{article.date:%-d %B %Y}" if article.date else ""
    origin = ", ".join(part for part in (article.source, day) if part)
    title = article.title.strip()
    if title and origin:
        return f"{title.rstrip('.')}. {origin}."
    return title or (f"{origin}." if origin else "")


def cut(
    text: str, *, characters: int = 900, overlap: int = 0, language: str | None = None
) -> list[Span]:
    """Cut a text into passages.

    A passage is as long as whole sentences allow. Where a paragraph ends in its second half,
    it stops there, so that a heading goes with what follows it. A sentence that is longer than
    a passage is cut at clauses, else between words, else anywhere.

    Args:
        text: an article's text.
        characters: longest passage, in characters.
        overlap: sentences repeated from the passage before.
        language: ISO 639-1 code of the text.

    Returns:
        The passages in order; every character that is not white space is in at least one.
    """
    sentences = [
        piece
        for start, end in split(text, language)
        for piece in _pieces(text, start, end, characters)
    ]
    spans = []
    first = 0
    while first < len(sentences):
        stop = _stop(text, sentences, first, characters)
        chosen = tuple(sentences[first:stop])
        spans.append(Span(chosen[0][0], chosen[-1][1], chosen))
        first = stop if stop == len(sentences) else max(first + 1, stop - overlap)
    return spans


def _stop(text: str, sentences: list[tuple[int, int]], first: int, characters: int) -> int:
    begin = sentences[first][0]
    stop = first + 1
    after_paragraph = 0
    while stop < len(sentences) and sentences[stop][1] - begin <= characters:
        gap = text[sentences[stop - 1][1] : sentences[stop][0]]
        if sentences[stop - 1][1] - begin >= characters * _MARGIN and _BREAK.search(gap):
            after_paragraph = stop
        stop += 1
    if stop == len(sentences):
        return stop
    if _BREAK.search(text[sentences[stop - 1][1] : sentences[stop][0]]):
        return stop
    return after_paragraph or stop


def _pieces(text: str, start: int, end: int, characters: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > characters:
        stop = _cut_point(text, start, start + characters)
        right = stop
        while right > start and text[right - 1].isspace():
            right -= 1
        pieces.append((start, right))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces


def _cut_point(text: str, start: int, limit: int) -> int:
    half = start + (limit - start) // 2
    clauses = [match.end() for match in _CLAUSE.finditer(text, half, limit)]
    if clauses:
        return clauses[-1]
    for position in range(limit, half, -1):
        if text[position].isspace():
            return position
    return limit
