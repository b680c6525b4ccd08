"""The loader: sources in, articles and refusals out."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import Any, TypeGuard

from index.errors import DatelineError
from index.load import apart, parse
from index.load.base import Draft, Loaded, Raw, Refusal
from index.load.settings import LoadSettings
from index.load.walk import walk

_log = logging.getLogger(__name__)

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Source:
    """One file, page or feed.

    Attributes:
        path: the file; None for an address and for what cannot be opened.
        items: what it holds; nothing is read before the first is taken.
    """

    path: Path | None
    items: Iterator[Loaded]


def load(
    sources: Iterable[str | Path],
    *,
    settings: LoadSettings | None = None,
    known: Callable[[Path], bool] | None = None,
    separately: bool = False,
) -> Iterator[Loaded]:
    """Yield the articles of files, folders, pages and feeds, and a refusal for what is none.

    Nothing is raised for what a source holds: the rest of the batch goes on. The network is
    used for addresses only.

    Args:
        sources: files, folders (recursively, in sorted order) and http or https addresses.
        settings: how to read; the defaults and the environment's when None.
        known: says of a file that it is unchanged; it is then skipped without being read.
        separately: parse files in a child process too, as is done with what comes by address.
    """
    for source in opened(sources, settings, separately=separately):
        if known is None or source.path is None or not known(source.path):
            yield from source.items


def opened(
    sources: Iterable[str | Path],
    settings: LoadSettings | None = None,
    *,
    separately: bool = False,
) -> Iterator[Source]:
    """Yield the files, pages and feeds of sources one by one, to be read or passed over.

    Args:
        sources: as for `load`.
        settings: how to read; the defaults and the environment's when None.
        separately: as for `load`.
    """
    settings = settings or LoadSettings()
    for source in sources:
        if is_address(source):
            yield Source(None, _read_address(source, settings))
            continue
        for path in _files(Path(source)):
            if isinstance(path, Refusal):
                yield Source(None, iter([path]))
            else:
                yield Source(path, _read_file(path, settings, separately))


def holds(sources: Iterable[str | Path], size: int) -> bool:
    """Tell whether files and folders hold at least so many bytes; addresses count for nothing."""
    found = 0
    for source in sources:
        for path in () if is_address(source) else _files(Path(source)):
            try:
                found += 0 if isinstance(path, Refusal) else path.stat().st_size
            except (OSError, ValueError):
                _log.debug("%s cannot be looked at", path, exc_info=True)
            if found >= size:
                return True
    return False


def is_address(source: str | Path) -> TypeGuard[str]:
    """Tell an address from a file or folder."""
    return isinstance(source, str) and _SCHEME.match(source) is not None


def _read_address(address: str, settings: LoadSettings) -> Iterator[Loaded]:
    from index.load.web import fetch

    try:
        raw = fetch(address, settings)
    except DatelineError as error:
        yield Refusal(address, str(error))
        return
    until = time.monotonic() + settings.feed_seconds
    yield from read_raw(raw, settings, until=until, separately=True)


def _files(path: Path) -> Iterator[Path | Refusal]:
    try:
        if path.is_dir():
            yield from walk(path)
        else:
            yield path
    except (OSError, ValueError) as error:
        yield Refusal(str(path), f"cannot be read ({error})")


def _read_file(path: Path, settings: LoadSettings, separately: bool) -> Iterator[Loaded]:
    try:
        if not path.is_file():
            reason = "does not exist" if not path.is_symlink() else "is a broken link"
            yield Refusal(str(path), "is not a regular file" if path.exists() else reason)
            return
        size = path.stat().st_size
        if size > settings.max_bytes:
            yield Refusal(str(path), _too_large(size, settings.max_bytes))
            return
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Refusal(str(path), f"cannot be read ({reason})")
        return
    raw = Raw(str(path), data, path=path, filename=path.name)
    yield from read_raw(raw, settings, separately=separately)


def _too_large(size: int, limit: int) -> str:
    return (
        f"is too large ({size / 2**20:.0f} MiB; the limit is {limit / 2**20:.0f} MiB; "
        "raise DATELINE_LOAD_MAX_BYTES)"
    )


def read_raw(
    raw: Raw,
    settings: LoadSettings,
    known: Callable[[Draft], bool] | None = None,
    *,
    until: float = inf,
    separately: bool = False,
) -> Iterator[Loaded]:
    """Yield what one file or page holds; whatever goes wrong in it becomes a refusal.

    Args:
        raw: the bytes.
        settings: how to read.
        known: says of a draft that it need not be read to the end; it is then passed over.
        until: time of the monotonic clock after which the pages of a feed are no longer fetched.
        separately: parse in a child process, within limits of time and memory.
    """
    bare = replace(raw, data=b"", budget=None)
    for draft in _called("drafts", raw, settings) if separately else parse.drafts(raw, settings):
        if not isinstance(draft, Draft):
            yield draft
            continue
        if known is not None and known(draft):
            continue
        if draft.teaser and raw.url and settings.follow_feeds:
            from index.load.follow import with_page

            draft = with_page(draft, settings, until)
        if separately:
            yield from _called("finished", bare, settings, draft)
        else:
            yield parse.finished(draft, bare, settings)


def _called(step: str, raw: Raw, settings: LoadSettings, *first: Draft) -> Iterator[Any]:
    """Yield what a step of parsing gives in the child; a refusal where it gives nothing."""
    try:
        found = apart.call(step, *first, raw, settings=settings)
    except DatelineError as error:
        found = Refusal(raw.name, str(error))
    yield from found if isinstance(found, list) else [found]
