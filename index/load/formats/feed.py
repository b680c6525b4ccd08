"""RSS and Atom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.markup import maybe_html, refuse_entities
from index.load.settings import LoadSettings


def read_feed(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read the entries of a feed, each with the fullest text that the feed itself gives.

    Raises:
        RefusedError: it is no feed, or has no entries.
    """
    import feedparser

    refuse_entities(raw.data)
    headers = {"content-type": "application/xml; charset=" + raw.charset} if raw.charset else {}
    feed = feedparser.parse(
        BytesIO(raw.data),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.entries:
        problem = feed.get("bozo_exception")
        if feed.get("version") and not problem:
            raise RefusedError("is a feed without entries")
        reason = str(problem or "no entries").removeprefix("<unknown>:")
        raise RefusedError(f"is not a readable feed ({reason})")
    links = Counter(entry.get("link") for entry in feed.entries)
    most = settings.max_entries if raw.url else len(feed.entries)
    for number, entry in enumerate(feed.entries[:most], 1):
        link = entry.get("link")
        own = link if links[link] == 1 else None
        yield _draft(entry, feed.feed, raw, own, f"entry {number}")
    if len(feed.entries) > most:
        yield Refusal(
            f"{raw.name} entry {most + 1} to {len(feed.entries)}",
            f"only {most} entries are taken of one feed; raise DATELINE_LOAD_MAX_ENTRIES",
        )


def _draft(entry: Any, feed: Any, raw: Raw, link: str | None, part: str) -> Draft:
    """Return an entry's draft; a link that entries share is the address of none of them."""
    address = urljoin(raw.url, link) if raw.url and link else link
    texts = [each.get("value", "") for each in entry.get("content", [])]
    texts.append(entry.get("summary", ""))
    source = entry.get("source")
    return Draft(
        text=maybe_html(max(texts, key=len)),
        title=unescape(maybe_html(entry.get("title", ""))),
        id="" if address else entry.get("id", ""),
        dates=[entry.get("published"), entry.get("created"), entry.get("updated")],
        source=(source.get("title") if source else None) or feed.get("title"),
        url=address,
        author=entry.get("author") or feed.get("author"),
        declared=entry.get("language") or feed.get("language"),
        part=part,
        teaser=bool(address),
    )
