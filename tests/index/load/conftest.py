"""A server for the tests that fetch."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.support.webserver import Server


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()
