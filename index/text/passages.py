"""Cutting an article into passages: runs of whole sentences, as addresses into its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from index.article import Article
from index.settings import IndexSettings
from index.text.furniture import Piece, pieces
from index.text.sentences import ends_open

_BREAK = re.compile(r"\n[ \t\r\f\v]*\n")
_CLAUSE = re.compile(r"[;:,，；：、–—)](?=\s|$)|[，；：、]")
_HALF = 0.5
_EVEN = 1.5
_LEAST = 0.35
_WORST = 10

CUTTING = 2
"""Version of the rules that articles are cut by; 1 knew nothing of furniture."""


class Shape(BaseModel):
    """What decided where passages begin and end.

    Attributes:
        passage_characters: longest passage, in characters.
        overlap_sentences: sentences repeated from the passage before.
        cutting: version of the rules that every article was cut by, or by a later one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    passage_characters: int
    overlap_sentences: int
    cutting: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """A passage before it has a number.

    Attributes:
        start: first character, an offset into the article's text.
        end: one past the last character.
        sentences: (start, end) of each sentence that may be quoted, offsets into the article's
            text: without datelines, and none for headings, credits, captions (`furniture`).
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
    between words, else anywhere. What would be nothing but furniture is no passage.

    Args:
        text: an article's text.
        characters: longest passage, in characters.
        overlap: sentences repeated from the passage before.
        language: ISO 639-1 code of the text.

    Returns:
        The passages in order; every sentence is in at least one.
    """
    whole = [part for piece in pieces(text, language) for part in _parts(text, piece, characters)]
    spans = []
    first = 0
    while first < len(whole):
        stop = _stop(text, whole, first, characters)
        chosen = whole[first:stop]
        said = tuple((each.said, each.end) for each in chosen if each.said is not None)
        if said:
            spans.append(Span(chosen[0].start, chosen[-1].end, said))
        first = stop if stop == len(whole) else max(first + 1, stop - overlap)
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


def _stop(text: str, whole: Sequence[Piece], first: int, characters: int) -> int:
    """Return where a passage that begins with a sentence ends: the index of the piece after.

    Of the ends that leave it at least half full, one where a paragraph ends is taken, and none
    right after a heading. When all that is left fits into two passages, they share it evenly.
    """
    begin = whole[first].start
    rest = whole[-1].end - begin
    if rest <= characters:
        return len(whole)
    even = rest < characters * _EVEN
    least = max(rest - characters, characters * _LEAST) if even else characters * _HALF
    best, choice = (-2.0 * _WORST, 0.0), first + 1
    stop = first + 1
    while stop < len(whole) and whole[stop - 1].end - begin <= characters:
        length = whole[stop - 1].end - begin
        quality = _quality(text, whole, stop)
        if length < least:
            quality -= _WORST
        score = (quality, -abs(length - rest / 2) if even else float(length))
        if score > best:
            best, choice = score, stop
        stop += 1
    return choice


def _quality(text: str, whole: Sequence[Piece], stop: int) -> float:
    """Return how well a passage ends before a sentence."""
    last = whole[stop - 1]
    gap = text[last.end : whole[stop].start]
    asked = last.said is None and text[last.end - 1] in "?？"
    if "\n" in gap and (asked or ends_open(text, last.start, last.end)):
        return -1
    if _BREAK.search(gap):
        return 2
    return 1 if "\n" in gap else 0


def _parts(text: str, piece: Piece, characters: int) -> Iterator[Piece]:
    """Yield a piece, in parts where it is longer than a passage."""
    start, end, said = piece.start, piece.end, piece.said
    while end - start > characters:
        stop = _cut_point(text, start, start + characters)
        right = stop
        while right > start and text[right - 1].isspace():
            right -= 1
        yield Piece(start, right, said if said is None or said < right else None)
        start = stop
        while start < end and text[start].isspace():
            start += 1
        said = None if said is None else max(said, start)
    if start < end:
        yield Piece(start, end, said)


def _cut_point(text: str, start: int, limit: int) -> int:
    half = start + (limit - start) // 2
    clauses = [match.end() for match in _CLAUSE.finditer(text, half, limit)]
    if clauses:
        return clauses[-1]
    for position in range(limit, half, -1):
        if text[position].isspace():
            return position
    return limit
