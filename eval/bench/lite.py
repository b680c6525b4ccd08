"""A Milvus Lite server on loopback, for measurements."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eval.errors import PeerError

_log = logging.getLogger(__name__)
_START = 120
_STOP = 30


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the address of a server that keeps its data in a folder, without an archive's name.

    Raises:
        PeerError: it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(folder)]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--host", "127.0.0.1", "--port", port],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(server, int(port))
        yield f"milvus://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(_STOP)


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _START
    while server.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError as error:
            _log.debug("Milvus Lite does not listen yet: %s", error)
            time.sleep(0.1)
        else:
            return
    raise PeerError(
        "the Milvus Lite server does not start; pip install 'dateline[cluster,test]' brings it"
    )
