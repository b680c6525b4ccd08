"""Feeds that hold only teasers: the page behind an entry is fetched."""

from __future__ import annotations

import time
from math import inf

from index.errors import DatelineError
from index.load import apart
from index.load.base import Draft
from index.load.clean import clean_text
from index.load.settings import LoadSettings

_WHOLE = 1_500


def with_page(draft: Draft, settings: LoadSettings, until: float = inf) -> Draft:
    """Return a feed's entry with the text of the page that it links to.

    What the feed says of title and date stays. When the page cannot be had, the entry is
    returned as it was, with a notice.

    Args:
        draft: an entry of a feed that came by URL.
        settings: limits of the download.
        until: time of the monotonic clock that the download may take at most.
    """
    if not draft.url or len(clean_text(draft.text)) >= _WHOLE:
        return draft
    left = until - time.monotonic()
    if left <= 0:
        draft.partial = True
        draft.notices.append(
            f"only the feed's teaser was taken: its pages took {settings.feed_seconds:g} s in all; "
            "raise DATELINE_LOAD_FEED_SECONDS"
        )
        return draft
    settings = settings.model_copy(update={"timeout": min(settings.timeout, left)})
    from index.load.web import fetch

    try:
        page: Draft = apart.call("page", fetch(draft.url, settings), settings=settings)
    except DatelineError as error:
        draft.partial = True
        draft.notices.append(f"only the feed's teaser was taken: {draft.url} {error}")
        return draft
    if len(page.text) > len(draft.text):
        draft.text = page.text
    draft.title = draft.title or page.title
    draft.dates += page.dates
    draft.author = draft.author or page.author
    draft.source = page.source or draft.source
    draft.url = page.url or draft.url
    draft.language = draft.language or page.language
    return draft
