"""Formats that other packages bring, found through the entry points `dateline.loaders`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from index.load.base import Reader

_log = logging.getLogger(__name__)

GROUP = "dateline.loaders"


@dataclass(frozen=True, slots=True)
class Loader:
    """A format that another package reads; its entry point leads to one.

    Attributes:
        read: yields a `Draft` for each article of a `Raw`, a `Refusal` for what is none; it may
            raise `RefusedError` with the reason why the file cannot be read.
        suffixes: ends of file names, lower case, with their dot.
        media: media types that servers and mail name.
    """

    read: Reader
    suffixes: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


def loader_for(suffix: str, media: str) -> Reader | None:
    """Return the reader that another package brings for a suffix or media type.

    What Dateline reads itself is not asked for here: a package adds formats and replaces none.
    """
    loaders = _loaders()
    for each in loaders:
        if suffix and suffix in each.suffixes:
            return each.read
    return next((each.read for each in loaders if media and media in each.media), None)


@cache
def _loaders() -> tuple[Loader, ...]:
    return tuple(_found())


def _found() -> Iterator[Loader]:
    """Yield the loaders of installed packages; one that cannot be had is logged and left out."""
    for entry in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        try:
            loader = entry.load()
        except Exception:  # noqa: BLE001 - others' code; the formats of ours must go on
            _log.warning("the loader %s (%s) cannot be loaded", entry.name, entry.value)
            _log.debug("why %s cannot be loaded", entry.name, exc_info=True)
            continue
        if isinstance(loader, Loader):
            yield loader
        else:
            _log.warning("the loader %s (%s) is no index.load.Loader", entry.name, entry.value)
