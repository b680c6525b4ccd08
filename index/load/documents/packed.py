"""ZIP archives, and documents that are one: opened only as far as they stay within bounds."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile, ZipInfo

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.inside import budget_of, read_inside
from index.load.settings import LoadSettings

_SMALL = 2**20
"""Bytes unpacked up to which it does not matter how much smaller they were packed."""
_LEFT_OUT = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def open_zip(data: bytes, settings: LoadSettings, what: str = "ZIP archive") -> ZipFile:
    """Open a ZIP archive whose directory promises nothing beyond the limits.

    What a member then gives is cut at the size that the directory promised, so that the check
    holds however the archive lies.

    Args:
        data: the bytes.
        settings: count, size and ratio that are allowed.
        what: how a message calls it.

    Raises:
        RefusedError: damaged, or too many, too large, or packed beyond reason.
    """
    try:
        archive = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusedError(f"is a damaged {what} ({error})") from error
    members = archive.infolist()
    if len(members) > settings.max_inside_files:
        raise RefusedError(
            f"is a {what} of {len(members)} files; the limit is {settings.max_inside_files} "
            "(DATELINE_LOAD_MAX_INSIDE_FILES)"
        )
    size = sum(each.file_size for each in members)
    if size > settings.max_inside_bytes:
        raise RefusedError(
            f"is a {what} of {size / 2**20:.0f} MiB unpacked; the limit is "
            f"{settings.max_inside_bytes / 2**20:.0f} MiB (DATELINE_LOAD_MAX_INSIDE_BYTES)"
        )
    if size > _SMALL and size > settings.max_ratio * len(data):
        raise RefusedError(
            f"is a {what} that unpacks to {size // max(1, len(data))} times its size; the limit is "
            f"{settings.max_ratio:g} (DATELINE_LOAD_MAX_RATIO)"
        )
    return archive


def member_bytes(archive: ZipFile, member: ZipInfo | str) -> bytes:
    """Return the bytes of a member.

    Raises:
        RefusedError: it is damaged, packed in a way that is not read, or has a password.
    """
    try:
        return archive.read(member)
    except RuntimeError as error:  # zipfile says so of a password
        raise RefusedError("has a password; unpack it first") from error
    except (BadZipFile, KeyError, NotImplementedError, OSError, EOFError, zlib.error) as error:
        raise RefusedError(f"is a damaged member of an archive ({error})") from error


def read_zip(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read each file of an archive as if it lay in a folder; hidden files are left out.

    Raises:
        RefusedError: it is damaged or goes beyond the limits.
    """
    budget = budget_of(raw, settings)
    with open_zip(raw.data, settings) as archive:
        for member in sorted(archive.infolist(), key=lambda each: each.filename):
            name = member.filename
            hidden = name.rpartition("/")[2].startswith(".")
            if member.is_dir() or hidden or any(each in name for each in _LEFT_OUT):
                continue
            try:
                data = member_bytes(archive, member)
            except RefusedError as error:
                yield Refusal(f"{raw.name} {name}", str(error))
                continue
            yield from read_inside(raw, name, data, settings, budget)
