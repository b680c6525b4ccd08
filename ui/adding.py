"""Adding to the archive while the page shows how far it is."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

from ui.backend import Backend
from ui.render.escape import web_address

if TYPE_CHECKING:
    from index.store.records import Summary

PASSAGE_BYTES = 900
_TELLING = 0.05
"""Share of the work from which the time that the rest takes can be told."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far an addition is.

    Attributes:
        share: estimated share that is done, 0 to 1: passages embedded of those that the files'
            sizes lead one to expect.
        articles: how many were read.
        passages: how many were embedded.
        left: seconds that the rest will take, by the pace so far; None before that can be told.
    """

    share: float = 0.0
    articles: int = 0
    passages: int = 0
    left: float | None = None


def addresses(words: str) -> list[str]:
    """Return the addresses that a text holds, or the text as one when any part of it is none."""
    parts = words.split()
    return parts if all(map(web_address, parts)) else [" ".join(parts)]


def add(backend: Backend, files: Sequence[Path], links: Sequence[str]) -> Iterator[Step | Summary]:
    """Yield how far the addition is, then the summary.

    Raises:
        DatelineError: nothing could be written.
    """
    expected = max(1, sum(map(_size, files)) // PASSAGE_BYTES + 10 * len(links))
    steps: Queue[tuple[int, int]] = Queue()
    began = time.monotonic()
    yield Step()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(
            backend.add, files, links, lambda articles, passages: steps.put((articles, passages))
        )
        while not work.done():
            try:
                articles, passages = steps.get(timeout=0.1)
            except Empty:
                continue
            share = min(passages / expected, 0.98)
            yield Step(share, articles, passages, left(share, time.monotonic() - began))
        try:
            yield work.result()
        finally:
            _clear(files)


def _clear(files: Sequence[Path]) -> None:
    """Take uploads away once they were read; a file that lies elsewhere stays."""
    uploads = os.environ.get("GRADIO_TEMP_DIR")
    for path in files:
        if uploads and path.is_relative_to(uploads) and path.is_file():
            path.unlink(missing_ok=True)


def left(share: float, spent: float) -> float | None:
    """Return the seconds that the rest of the work will take; None when little is done yet.

    Args:
        share: how much is done, 0 to 1.
        spent: seconds that it took.
    """
    return spent * (1 - share) / share if share >= _TELLING else None


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return path.stat().st_size
