"""Files inside a file: the members of an archive, the attachments of a message."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from index.errors import DatelineError, RefusedError
from index.load.base import Budget, Draft, Raw, Refusal
from index.load.registry import reader_for
from index.load.settings import LoadSettings
from index.load.unpack import unpacked

_log = logging.getLogger(__name__)


def budget_of(raw: Raw, settings: LoadSettings) -> Budget:
    """Return what the files inside a file may still take: one account for all depths."""
    return raw.budget or Budget(settings.max_inside_files, settings.max_inside_bytes)


def read_inside(
    outer: Raw,
    name: str,
    data: bytes,
    settings: LoadSettings,
    budget: Budget,
    *,
    media: str = "",
) -> Iterator[Draft | Refusal]:
    """Yield what a file inside another holds; whatever goes wrong in it becomes a refusal.

    Args:
        outer: the file that holds it.
        name: how it is called there; a path with slashes in an archive.
        data: its bytes.
        settings: how deep and how much.
        budget: shared by all files inside the outermost; it is charged.
        media: its media type, where the outer file says one.
    """
    whole_name = f"{outer.name} {name}"
    raw = Raw(
        whole_name,
        data,
        path=outer.path,
        url=outer.url,
        media=media,
        filename=PurePosixPath(name.replace("\\", "/")).name,
        depth=outer.depth + 1,
        budget=budget,
    )
    try:
        if raw.depth > settings.max_depth:
            raise RefusedError(
                f"lies {raw.depth} files deep; the limit is {settings.max_depth} "
                "(DATELINE_LOAD_MAX_DEPTH)"
            )
        budget.charge(len(data))
        if data.startswith(b"\x1f\x8b"):
            inner = raw.filename[:-3] if raw.filename.lower().endswith(".gz") else raw.filename
            raw = replace(raw, data=unpacked(data, settings.max_bytes), filename=inner)
        if not raw.data.strip():
            raise RefusedError("is empty")
        for draft in reader_for(raw)(raw, settings):
            if isinstance(draft, Draft):
                draft.part = f"{name} {draft.part}".strip()
            yield draft
    except DatelineError as error:
        yield Refusal(whole_name, str(error))
    except Exception as error:  # noqa: BLE001 - parsers raise anything; the other files must go on
        _log.debug("%s broke its reader", whole_name, exc_info=True)
        yield Refusal(whole_name, f"cannot be read ({type(error).__name__}: {error})")
