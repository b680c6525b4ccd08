"""From a draft to an article: cleaned, dated, titled, its language known."""

from __future__ import annotations

from datetime import timedelta

from index.errors import RefusedError
from index.load.address import web_address
from index.load.base import Draft, Found, Place, Raw, one_line
from index.load.clean import clean_line, clean_text
from index.load.dates import When, read_date
from index.load.heads import date_in_address, date_in_name, read_head
from index.load.language import detect_language, language_code
from index.load.settings import LoadSettings
from index.load.titles import split_headline, title_from
from index.text.byline import strip_by

_HEAD = 2_000


def finish(draft: Draft, raw: Raw, settings: LoadSettings) -> Found:
    """Return the article that a draft holds.

    Args:
        draft: what a format gave.
        raw: where it came from; its name and address may tell a date.
        settings: date order, zone and default outlet.

    Raises:
        RefusedError: it has no text.
    """
    if len(draft.text) > settings.max_characters:
        raise RefusedError(
            f"has {len(draft.text):,} characters, more than {settings.max_characters:,}; "
            "split it, or raise DATELINE_LOAD_MAX_CHARACTERS"
        )
    text = clean_text(draft.text)
    if not any(c.isalnum() for c in text):
        raise RefusedError("has no text")
    title = clean_line(draft.title)
    if not title and draft.headline:
        title, text = split_headline(text)
    url = web_address(clean_line(draft.url)) or (None if draft.part else raw.url)
    when, notices = _when(draft, raw, url, settings)
    return Found(
        id=clean_line(draft.id),
        text=text,
        title=title or title_from(text),
        date=when.date if when else None,
        published=when.published if when else None,
        source=clean_line(draft.source) or settings.source,
        url=url,
        author=strip_by(clean_line(draft.author)) or None,
        language=language_code(draft.language)
        or detect_language(text)
        or language_code(draft.declared),
        location=raw.location,
        notices=(*draft.notices, *notices),
        partial=draft.partial,
        local=draft.local,
        places=_places(text, draft),
    )


def _places(text: str, draft: Draft) -> tuple[Place, ...]:
    if not draft.regions:
        return ()
    from index.load.ocr.places import placed

    return placed(text, draft.regions)


def _when(
    draft: Draft, raw: Raw, url: str | None, settings: LoadSettings
) -> tuple[When | None, list[str]]:
    """Return the first date that is believed, and a notice for each that is not."""
    notices: list[str] = []
    address = date_in_address(url) if url else None
    name = date_in_name(raw.path.name) if raw.path and not draft.part else None
    head = [each for each in read_head(draft.text[:_HEAD]).dates if each not in draft.dates]
    for value in (*draft.dates, address, *head, name):
        if value in (None, ""):
            continue
        when = _read(value, settings)
        if when:
            return _as_printed(when, _read(address, settings)), notices
        notices.append(f"date {one_line(str(value))[:60]!r} is not believed")
    return None, notices


def _read(value: object, settings: LoadSettings) -> When | None:
    return read_date(value, order=settings.date_order, zone=settings.timezone, today=settings.today)


def _as_printed(when: When, address: When | None) -> When:
    """Return the day as the outlet prints it.

    A time in UTC does not tell the outlet's own day. Where the address carries a day that it
    is in some zone at that instant, that is the outlet's.
    """
    if address is None or when.published is None or when.published.utcoffset():
        return when
    earliest = (when.published - timedelta(hours=12)).date()
    latest = (when.published + timedelta(hours=14)).date()
    return When(address.date, when.published) if earliest <= address.date <= latest else when
