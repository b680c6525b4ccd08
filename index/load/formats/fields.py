"""Which field of a record is what: the mapping that JSON, CSV and front matter share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.load.base import Draft
from index.load.settings import LoadSettings

_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("_id", "id", "article_id", "guid", "uri"),
    "title": ("title", "headline", "name", "Title"),
    "text": (
        "text",
        "body",
        "content",
        "articleBody",
        "article",
        "body_text",
        "bodytext",
        "content_html",
        "content_text",
        "body_html",
        "fulltext",
        "full_text",
        "story",
    ),
    "date": (
        "date",
        "published",
        "published_at",
        "publishedAt",
        "date_published",
        "datePublished",
        "pubDate",
        "publication_date",
        "created",
        "timestamp",
    ),
    "source": ("source", "outlet", "publisher", "publication", "site", "sitename"),
    "url": ("url", "link", "canonical_url", "canonical", "permalink", "href"),
    "author": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang", "inLanguage"),
}
_INNER = ("name", "title", "text", "value", "#text", "content", "rendered")


def draft_from(record: Mapping[str, Any], settings: LoadSettings) -> Draft:
    """Return the draft that a record holds.

    A field is found by the settings' mapping, else by its usual names, first in the record
    itself, then in its `metadata`.

    Args:
        record: names to values; values may be nested.
        settings: its `fields` map our names to theirs.
    """
    found = {name: _find(record, name, settings.fields.get(name)) for name in _NAMES}
    return Draft(
        text=words(found["text"], "\n\n"),
        title=words(found["title"]),
        id=words(found["id"]),
        dates=[found["date"]],
        source=words(found["source"]) or None,
        url=words(found["url"]) or None,
        author=words(found["author"], ", ") or None,
        language=words(found["language"]) or None,
        local=True,
    )


def _find(record: Mapping[str, Any], name: str, chosen: str | None) -> Any:
    if chosen:
        return _dotted(record, chosen)
    metadata = record.get("metadata")
    for place in (record, metadata):
        if isinstance(place, Mapping):
            for usual in _NAMES[name]:
                if place.get(usual) not in (None, "", [], {}):
                    return place[usual]
    return None


def _dotted(record: Mapping[str, Any], path: str) -> Any:
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def words(value: Any, between: str = " ") -> str:
    """Return a value as text: a list joined, an object by its name, nothing as ""."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((words(value[key], between) for key in _INNER if value.get(key)), "")
    if isinstance(value, list | tuple):
        return between.join(part for part in (words(each, between) for each in value) if part)
    return str(value)
