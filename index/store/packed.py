"""Articles' texts as they are stored: deflated, which halves those of news."""

from __future__ import annotations

import zlib

from index.errors import IndexCorruptError

_LEVEL = 6


def packed(text: str) -> bytes:
    """Return a text as it is stored."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(stored: str | bytes) -> str:
    """Return a text that was stored; an older archive has it as it is.

    Raises:
        IndexCorruptError: it is damaged.
    """
    if isinstance(stored, str):
        return stored
    try:
        return zlib.decompress(stored).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise IndexCorruptError(
            f"the text of an article cannot be read ({error}); run `dateline doctor --repair`"
        ) from error
