"""What all tests share: no network, the real model once, an index over the samples once."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Index
from index.encode import load_encoder, tokens
from index.encode.base import Encoder

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "index" / "samples"
_LOOPBACK = {"localhost", "127.0.0.1", "::1", "", None}

for _name in [name for name in os.environ if name.startswith("DATELINE_")]:
    if _name != "DATELINE_DATASETS":
        del os.environ[_name]


class NetworkBlockedError(RuntimeError):
    """A test tried to reach another machine."""


def _host(address: Any) -> Any:
    return address[0] if isinstance(address, tuple) else None


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every connection and look-up that leaves this machine."""
    patch = pytest.MonkeyPatch()
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def check(host: Any) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in _LOOPBACK and not str(name).startswith("127."):
            raise NetworkBlockedError(f"the test reached for {name}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(_host(address))
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(_host(address))
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        check(host)
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what encoders cache in a folder of this run, and let none look for another engine.

    Which engine the user's machine has built before, and how many passages other tests embedded,
    would else decide what a test computes with.
    """
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("DATELINE_CACHE", str(folder))
        patch.setattr(tokens, "READY", sys.maxsize)
        patch.setattr(tokens, "LARGE", sys.maxsize)
        yield folder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default embedding model."""
    return load_encoder()


@pytest.fixture(scope="session")
def samples_folder() -> Path:
    """The folder of sample articles."""
    return SAMPLES


@pytest.fixture(scope="session")
def samples_index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Index]:
    """An index over the sample articles, to be read only."""
    from index.ingest import ingest

    with Index.open(tmp_path_factory.mktemp("samples") / "index", encoder=encoder) as index:
        summary = ingest(index, [SAMPLES])
        assert summary.added
        assert not summary.refused
        yield index


@pytest.fixture(scope="session")
def datasets() -> Path:
    """The folder of evaluation data; tests that need it are skipped where there is none."""
    folder = Path(os.environ.get("DATELINE_DATASETS") or ROOT.parent / "shared" / "datasets")
    if not folder.is_dir():
        pytest.skip("no evaluation data; set DATELINE_DATASETS to its folder")
    return folder
