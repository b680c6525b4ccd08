"""A watch beside something else, as the page is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from index.archive import Index
from index.errors import DatelineError
from rag.desk.watching import watcher

_log = logging.getLogger(__name__)


@contextmanager
def watching(folder: str, sources: Sequence[str], say: Callable[[str], None]) -> Iterator[None]:
    """Keep an archive up to date while the block runs; nothing for no sources.

    Args:
        folder: of the index.
        sources: folders, files, feeds and pages.
        say: told in a line what was done.

    Raises:
        DatelineError: a file or folder does not exist.
    """
    if not sources:
        yield
        return
    stop = threading.Event()
    with Index.open(folder) as archive:
        watch = watcher(archive, sources, say)

        def run() -> None:
            try:
                watch.run(stop)
            except DatelineError as error:
                _log.debug("the watch ended", exc_info=True)
                say(f"no longer watching: {error}")

        thread = threading.Thread(target=run, name="watch", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(timeout=30)
