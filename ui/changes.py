"""Changes that a reader makes to the archive from the page, and taking them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError

if TYPE_CHECKING:
    from index import Article
    from ui.backend import Backend


def remove(backend: Backend, ids: Sequence[str]) -> list[Article]:
    """Take articles out of the archive; return those that were there, to be put back.

    Raises:
        DatelineError: nothing could be written.
    """
    from index import Index

    with Index.open(backend.folder, must_exist=True) as archive:
        there = list(archive.articles_of(ids).values())
        archive.remove([each.id for each in there])
    return there


def restore(backend: Backend, articles: Sequence[Article]) -> int:
    """Put articles back that were removed; return how many.

    Raises:
        DatelineError: nothing could be written.
    """
    from index import Index

    with Index.open(backend.folder) as archive:
        return archive.add(articles).added


def amend(backend: Backend, fields: Mapping[str, Any]) -> bool:
    """Correct what is known of an article; its former state is kept as a version.

    Args:
        backend: the archive.
        fields: its id as `article`, and its new title, day, outlet and author; an empty one means
            that it is not known.

    Returns:
        Whether anything was changed.

    Raises:
        ArticleNotFoundError: there is no such article.
        DatelineError: the day is none, or nothing could be written.
    """
    from index import Index

    day = str(fields.get("day") or "").strip()
    try:
        when = date.fromisoformat(day) if day else None
    except ValueError:
        raise DatelineError(f"{day!r} is not a day; write it as 2025-12-31") from None
    with Index.open(backend.folder, must_exist=True) as archive:
        before = archive.article(str(fields.get("article") or ""))
        after = replace(
            before,
            title=_said(fields, "title") or before.title,
            date=when,
            published=before.published if when == before.date else None,
            source=_said(fields, "outlet"),
            author=_said(fields, "author"),
        )
        return after != before and archive.add([after]).updated == 1


def _said(fields: Mapping[str, Any], name: str) -> str | None:
    return " ".join(str(fields.get(name) or "").split()) or None
