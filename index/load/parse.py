"""From bytes to articles, without files and without the network: what may run apart."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import fields, replace

from index.errors import DatelineError, RefusedError
from index.load.base import Draft, Loaded, Raw, Refusal
from index.load.finish import finish
from index.load.registry import reader_for
from index.load.settings import LoadSettings
from index.load.unpack import unpacked

_log = logging.getLogger(__name__)


def drafts(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Yield the drafts that one file or page holds; whatever goes wrong in it becomes a refusal."""
    try:
        if raw.data.startswith(b"\x1f\x8b"):
            inner = raw.filename[:-3] if raw.filename.lower().endswith(".gz") else raw.filename
            raw = replace(raw, data=unpacked(raw.data, settings.max_bytes), filename=inner)
        if not raw.data.strip():
            raise RefusedError("is empty")
        nothing = True
        for draft in reader_for(raw)(raw, settings):
            nothing = False
            yield _plain(draft) if isinstance(draft, Draft) else draft
        if nothing:
            raise RefusedError("holds no articles")
    except DatelineError as error:
        yield Refusal(raw.name, str(error))
    except MemoryError:
        _log.debug("%s needs too much memory", raw.name)
        yield Refusal(raw.name, "needs more memory than there is to be read; make it smaller")
    except Exception as error:  # noqa: BLE001 - parsers raise anything; a batch must go on
        _log.debug("%s broke its reader", raw.name, exc_info=True)
        yield Refusal(raw.name, f"cannot be read ({type(error).__name__}: {error})")


def finished(draft: Draft, raw: Raw, settings: LoadSettings) -> Loaded:
    """Return the article that a draft holds, or why it holds none."""
    try:
        return finish(draft, raw, settings)
    except DatelineError as error:
        return Refusal(f"{raw.name} {draft.part}".strip(), str(error))


def page(raw: Raw, settings: LoadSettings) -> Draft:
    """Return the article of a web page.

    Raises:
        RefusedError: there is none.
    """
    from index.load.formats.html import read_html

    return _plain(next(read_html(raw, settings)))


def _plain(draft: Draft) -> Draft:
    """Return a draft whose texts are plain strings; a parser's own kinds hold on to its tree."""
    for each in fields(draft):
        value = getattr(draft, each.name)
        if isinstance(value, str):
            setattr(draft, each.name, _text(value))
    draft.dates = [_text(each) if isinstance(each, str) else each for each in draft.dates]
    return draft


def _text(value: str) -> str:
    return value if type(value) is str else "".join(value)
