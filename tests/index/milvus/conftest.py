"""A real Milvus Lite server on loopback, and an empty archive in each kind of store."""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.milvus import Server

_numbers = itertools.count()


def _wanted() -> None:
    for name in ("pymilvus", "milvus_lite"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed; pip install 'dateline[cluster,test]'")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    _wanted()
    running = Server(tmp_path_factory.mktemp("milvus"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that a test may stop."""
    _wanted()
    running = Server(tmp_path / "milvus")
    running.start()
    yield running
    running.stop()


@pytest.fixture(params=["folder", "milvus"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an archive may be made: a folder, then an address."""
    if request.param == "folder":
        return str(tmp_path / "index")
    running: Server = request.getfixturevalue("server")
    return running.address()


@pytest.fixture
def both(tmp_path: Path, server: Server) -> Callable[[], tuple[str, str]]:
    """Make a place of each kind."""
    return lambda: (str(tmp_path / f"index{next(_numbers)}"), server.address())
