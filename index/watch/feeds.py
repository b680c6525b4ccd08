"""Feeds, asked politely: only when due, only for what changed, one page after the other."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from index.errors import DatelineError, RefusedError
from index.load.base import Draft, Loaded, Raw, Refusal
from index.load.run import read_raw
from index.load.settings import LoadSettings
from index.load.web import Reply, request
from index.watch.pace import Pace
from index.watch.state import FeedState

_log = logging.getLogger(__name__)

_GONE = 410


@dataclass(slots=True)
class Asked:
    """What asking a feed gave.

    Attributes:
        items: its new and changed entries, read one by one; None when it is as it was.
        problem: why it could not be had, "" when it could.
        etag: what the server calls its state.
        modified: when it changed last, as the server says.
        wait: how long the server wants to be let alone, seconds.
        seen: the entries that were handed on or were known: address or id, and a digest.
    """

    items: Iterator[Loaded] | None = None
    problem: str = ""
    etag: str = ""
    modified: str = ""
    wait: float = 0.0
    seen: dict[str, str] | None = None


def ask_feed(
    address: str,
    state: FeedState,
    settings: LoadSettings,
    pace: Pace,
    pause: Callable[[float], object] = time.sleep,
) -> Asked:
    """Ask a feed for what is new since it was last seen.

    Args:
        address: of the feed, or of a page.
        state: what is known of it; `gone` is set when the server says so.
        settings: limits of a download.
        pace: how long to wait from page to page.
        pause: waits some seconds, and says whether to stop.
    """
    headers = {}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.modified:
        headers["If-Modified-Since"] = state.modified
    try:
        reply = request(address, settings, headers)
    except DatelineError as error:
        return Asked(problem=str(error))
    wait = _wait(reply)
    if reply.status == 304:
        return Asked(etag=state.etag, modified=state.modified, wait=wait)
    if reply.status == _GONE:
        state.gone = True
    try:
        raw = reply.raw()
    except RefusedError as error:
        return Asked(problem=str(error), wait=wait)
    seen: dict[str, str] = {}
    return Asked(
        _new(raw, state, settings, seen, pace, pause),
        etag=reply.headers.get("ETag") or "",
        modified=reply.headers.get("Last-Modified") or "",
        wait=wait,
        seen=seen,
    )


def _new(
    raw: Raw,
    state: FeedState,
    settings: LoadSettings,
    seen: dict[str, str],
    pace: Pace,
    pause: Callable[[float], object],
) -> Iterator[Loaded]:
    """Yield the articles of entries that were not seen, or not like this."""
    fetched = stopped = False

    def known(draft: Draft) -> bool:
        nonlocal fetched, stopped
        key = draft.url or draft.id or draft.title
        digest = hashlib.sha256(f"{draft.title}\0{draft.text}".encode("utf-8", "replace"))
        mark = digest.hexdigest()[:16]
        if state.seen.get(key) == mark:
            seen[key] = mark
            return True
        stopped = stopped or bool(fetched and pause(pace.between))
        if stopped:
            return True
        seen[key] = mark
        fetched = draft.teaser and settings.follow_feeds
        return False

    for item in read_raw(raw, settings, known):
        if not isinstance(item, Refusal) and item.partial and item.url:
            seen.pop(item.url, None)  # its page is asked for again when the feed changes
        yield item


def _wait(reply: Reply) -> float:
    """Return for how many seconds the server wants to be let alone; 0 when it does not say."""
    later = (reply.headers.get("Retry-After") or "").strip()
    if later.isdigit():
        return float(later)
    if later:
        try:
            return max(0.0, parsedate_to_datetime(later).timestamp() - time.time())
        except ValueError:
            _log.debug("Retry-After %.60r says no time", later, exc_info=True)
    for part in (reply.headers.get("Cache-Control") or "").split(","):
        name, _, value = part.strip().lower().partition("=")
        if name == "max-age" and value.isdigit():
            return float(value)
    return 0.0
