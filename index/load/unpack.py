"""Gzip, unpacked without trusting its size."""

from __future__ import annotations

import gzip
import io
import zlib

from index.errors import RefusedError


def unpacked(data: bytes, limit: int) -> bytes:
    """Return gzip data unpacked.

    Raises:
        RefusedError: damaged, or larger than `limit` bytes when unpacked.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            whole = file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(f"is damaged gzip data ({error})") from error
    if len(whole) > limit:
        raise RefusedError(f"is larger than {limit / 2**20:.3g} MiB when unpacked")
    return whole
