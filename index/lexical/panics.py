"""Damaged postings: what tantivy makes of them becomes one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexCorruptError


@contextmanager
def readable(folder: Path | None) -> Iterator[None]:
    """Turn a panic of tantivy into an error: it passes every `except Exception`.

    Args:
        folder: the postings.

    Raises:
        IndexCorruptError: the postings cannot be read.
    """
    try:
        yield
    except BaseException as error:
        damaged = type(error).__name__ == "PanicException"
        if not damaged and not isinstance(error, ValueError | OSError):
            raise
        reason = " ".join(str(error).split())[-100:]
        raise IndexCorruptError(
            f"the postings of {folder} cannot be read ({reason}); run `dateline doctor --repair`"
        ) from error
