"""Cutting an article into passages: runs of whole sentences, as addresses into its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from index.article import Article
from index.settings import IndexSettings
from index.text.sentences import Offsets, ends_open, split

_BREAK = re.compile(r"\n[ \t\r\f\v]*\n")
_CLAUSE = re.compile(r"[;:,，；：、–—)](?=\s|$)|[，；：、]")
_HALF = 0.5
_EVEN = 1.5
_LEAST = 0.35
_WORST = 10


class Shape(BaseModel):
    """The settings that decided where passages begin and end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passage_characters: int
    overlap_sentences: int


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
    day = f"{article.date.day} {article.date:%B %Y}" if article.date else ""
    origin = ", ".join(part for part in (article.source, day) if part)
    title = article.title.strip()
    if title and title[-1] not in ".!?…":
        title += "."
    return " ".join(part for part in (title, f"{origin}." if origin else "") if part)


def cut(
    text: str, *, characters: int = 900, overlap: int = 0, language: str | None = None
) -> list[Span]:
    """Cut a text into passages.

    A passage is as long as whole sentences allow, but rather ends with a paragraph, and a heading
    goes with what follows it. A sentence that is longer than a passage is cut at clauses, else
    between words, else anywhere.

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


def cut_article(article: Article, shape: Shape | None, settings: IndexSettings) -> list[Span]:
    """Cut an article as its index is cut.

    Args:
        article: what to cut.
        shape: how the index is cut; None for a new one.
        settings: say how a new one is cut.
    """
    return cut(
        article.text,
        characters=shape.passage_characters if shape else settings.passage_characters,
        overlap=shape.overlap_sentences if shape else settings.overlap_sentences,
        language=article.language,
    )


def _stop(text: str, sentences: list[Offsets], first: int, characters: int) -> int:
    """Return where a passage that begins with a sentence ends: the index of the one after.

    Of the ends that leave it at least half full, one where a paragraph ends is taken, and none
    right after a heading. When all that is left fits into two passages, they share it evenly.
    """
    begin = sentences[first][0]
    rest = sentences[-1][1] - begin
    if rest <= characters:
        return len(sentences)
    even = rest < characters * _EVEN
    least = max(rest - characters, characters * _LEAST) if even else characters * _HALF
    best, choice = (-2.0 * _WORST, 0.0), first + 1
    stop = first + 1
    while stop < len(sentences) and sentences[stop - 1][1] - begin <= characters:
        length = sentences[stop - 1][1] - begin
        quality = _quality(text, sentences, stop)
        if length < least:
            quality -= _WORST
        score = (quality, -abs(length - rest / 2) if even else float(length))
        if score > best:
            best, choice = score, stop
        stop += 1
    return choice


def _quality(text: str, sentences: list[Offsets], stop: int) -> float:
    """Return how well a passage ends before a sentence."""
    gap = text[sentences[stop - 1][1] : sentences[stop][0]]
    if "\n" in gap and ends_open(text, *sentences[stop - 1]):
        return -1
    if _BREAK.search(gap):
        return 2
    return 1 if "\n" in gap else 0


def _pieces(text: str, start: int, end: int, characters: int) -> list[Offsets]:
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
