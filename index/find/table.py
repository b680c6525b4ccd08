"""What a search found, as a table and as JSON."""

from __future__ import annotations

import csv
import io
from typing import Any

from index.find.match import Found, Match

COLUMNS = ("id", "date", "source", "title", "author", "language", "url", "count", "snippet")


def as_csv(found: Found) -> str:
    """Return a line for each article, with a head; quoted as spreadsheets read it."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for match in found.matches:
        each = match.article
        day = each.date.isoformat() if each.date else ""
        words = " … ".join(" ".join(text.split()) for text in match.texts)
        named = (each.source, each.title, each.author, each.language, each.url)
        writer.writerow(
            [each.id, day, *(value or "" for value in named), match.count, words],
        )
    return lines.getvalue()


def as_json(found: Found) -> dict[str, Any]:
    """Return what `dateline search --json` prints; offsets are into an article's text."""
    return {
        "query": found.query,
        "total": found.total,
        "offset": found.offset,
        "articles": [_article(match) for match in found.matches],
    }


def _article(match: Match) -> dict[str, Any]:
    each = match.article
    return {
        "id": each.id,
        "title": each.title,
        "date": each.date.isoformat() if each.date else None,
        "source": each.source,
        "author": each.author,
        "language": each.language,
        "url": each.url,
        "count": match.count,
        "title_marks": [list(mark) for mark in match.title_marks],
        "snippets": [
            {
                "start": snippet.start,
                "end": snippet.end,
                "text": text,
                "marks": [list(mark) for mark in snippet.marks],
            }
            for snippet, text in zip(match.snippets, match.texts, strict=True)
        ],
    }
