"""The networks of an answer, opened while what else it takes is loaded and searched."""

from __future__ import annotations

import logging
from threading import Thread

from index.errors import DatelineError
from rag.read import load_listwise_reader, load_reader
from rag.settings import usual
from rag.support.model import shipped_checker

_log = logging.getLogger(__name__)


def open_ahead() -> Thread:
    """Begin to open what reads and what checks, on a thread of its own, which is returned.

    Whoever needs one of them meanwhile waits for it. What cannot be opened tells who needs it.
    """
    thread = Thread(target=_open, name="ahead")
    thread.start()
    return thread


def _open() -> None:
    try:
        if usual().reader is None:  # another may want packages that are being imported meanwhile
            load_reader(None)
        shipped_checker()
        load_listwise_reader()
    except (DatelineError, ValueError):
        _log.debug("a network is not opened ahead", exc_info=True)
