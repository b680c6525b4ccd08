"""What a person or body said, over a whole archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from index.archive import Index
from index.filters import Filters
from rag.said.quotes import Quotation, quotations

_PASSAGES = 2_000
"""Passages naming the speaker whose articles are read."""


def said(
    archive: Index,
    speaker: str,
    *,
    about: str = "",
    filters: Filters | None = None,
    limit: int = 50,
) -> list[Quotation]:
    """Return what somebody said, the newest first.

    Args:
        archive: to look in.
        speaker: a name or a part of it ("Corvo"), or a body ("the port authority").
        about: words of which the quotation or its sentence must have one; those that have more
            come first.
        filters: days and outlets.
        limit: how many at most.
    """
    wanted = _words(speaker)
    topic = set(archive.terms(about))
    found: list[tuple[int, Quotation]] = []
    seen: set[tuple[str, str]] = set()
    for name in _articles(archive, speaker, filters or Filters()):
        article = archive.article(name)
        for each in quotations(article):
            if not wanted <= _words(each.speaker):
                continue
            mark = (each.speaker, " ".join(each.words.split()).casefold())
            shared = len(topic & set(archive.terms(each.context))) if topic else 0
            if mark in seen or (topic and not shared):
                continue
            seen.add(mark)
            found.append((shared, each))
    found.sort(key=lambda pair: pair[1].date or date.min, reverse=True)
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [each for _, each in found[:limit]]


def _articles(archive: Index, speaker: str, filters: Filters) -> Iterator[str]:
    hits: Sequence[int] = archive.lexical(speaker, _PASSAGES, filters).ids.tolist()
    yield from dict.fromkeys(each.article_id for each in archive.passages(hits))


def _words(name: str) -> set[str]:
    words = name.casefold().split()
    return {word.strip(".,’'") for word in words if word not in ("the", "a")}
