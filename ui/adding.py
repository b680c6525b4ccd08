"""Adding to the archive while the page shows how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

from ui.backend import Backend
from ui.render.escape import web_address

if TYPE_CHECKING:
    from index.store.records import Summary

PASSAGE_BYTES = 900


def addresses(words: str) -> list[str]:
    """Return the addresses that a text holds, or the text as one when any part of it is none."""
    parts = words.split()
    return parts if all(map(web_address, parts)) else [" ".join(parts)]


def add(
    backend: Backend, files: Sequence[Path], links: Sequence[str]
) -> Iterator[tuple[float, int, int] | Summary]:
    """Yield (share done, articles read, passages embedded), then the summary.

    The share is an estimate: passages embedded of those that the files' sizes lead one to
    expect.

    Raises:
        DatelineError: nothing could be written.
    """
    expected = max(1, sum(path.stat().st_size for path in files) // PASSAGE_BYTES + 10 * len(links))
    steps: Queue[tuple[int, int]] = Queue()
    yield 0.0, 0, 0
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(
            backend.add, files, links, lambda articles, passages: steps.put((articles, passages))
        )
        while not work.done():
            try:
                articles, passages = steps.get(timeout=0.1)
            except Empty:
                continue
            yield min(passages / expected, 0.98), articles, passages
        yield work.result()
