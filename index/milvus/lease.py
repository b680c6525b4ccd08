"""One writer at a time: a row that says who writes, renewed while it does."""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import EngineError, IndexLockedError
from index.milvus.engine import Engine
from index.milvus.rows import NOTHING
from index.milvus.schema import Names, make_tables

_log = logging.getLogger(__name__)
_ID = "lease"
_SETTLE = 0.2


def holder(engine: Engine, names: Names) -> tuple[str, float] | None:
    """Return who writes, and when that was last said; None when nobody does."""
    rows = engine.by_ids(names.records, [_ID], ("value",))
    if not rows:
        return None
    told = json.loads(rows[0]["value"])
    return str(told["owner"]), float(told["at"])


def _say(engine: Engine, names: Names, owner: str) -> None:
    row = {"id": _ID, "kind": "lease", "subject": "", "location": "", "generation": 0}
    value = json.dumps({"owner": owner, "at": time.time()})
    engine.put(names.records, [row | {"value": value, "nothing": NOTHING}])


@contextmanager
def holding(engine: Engine, names: Names, wait: float) -> Iterator[None]:
    """Hold the writer's lease, making the collections where they are missing.

    Args:
        engine: the server.
        names: of the archive.
        wait: seconds to wait for another writer.

    Raises:
        IndexLockedError: another process is writing.
        EngineError: the name is taken by a collection that is not ours.
    """
    if engine.has(names.alias) and not engine.has(names.records):
        raise EngineError(
            f"{engine.address} is a collection of something else; choose another name"
        )
    make_tables(engine, names)
    owner = f"{socket.gethostname()}, process {os.getpid()}, {uuid.uuid4().hex[:8]}"
    _take(engine, names, owner, wait)
    done = threading.Event()

    def renew() -> None:
        while not done.wait(engine.settings.lease / 4):
            try:
                _say(engine, names, owner)
            except EngineError:
                _log.warning("the writer's lease could not be renewed", exc_info=True)

    renewing = threading.Thread(target=renew, name="dateline-lease", daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()
        try:
            engine.delete(names.records, f'id in ["{_ID}"]')
        except EngineError:
            _log.debug("the lease runs out by itself", exc_info=True)


def _take(engine: Engine, names: Names, owner: str, wait: float) -> None:
    end = time.monotonic() + wait
    while True:
        held = holder(engine, names)
        if held is None or time.time() - held[1] > engine.settings.lease:
            _say(engine, names, owner)
            time.sleep(_SETTLE)  # of two that took it at once, the later one has it
            held = holder(engine, names)
            if held is not None and held[0] == owner:
                return
        if time.monotonic() > end:
            who = held[0] if held else "another process"
            raise IndexLockedError(
                f"{who} is writing to {engine.address}; try again when it is done, or set "
                "DATELINE_LOCK_TIMEOUT to wait longer"
            )
        time.sleep(_SETTLE)
