"""Servers to attack: a real one on this machine each time, over an archive that is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.support.driving import free_port
from ui.backend import Backend
from ui.guard.accounts import Account, Accounts
from ui.server import Door, serve

PASSWORDS = {"ann": "correct horse", "bob": "battery staple"}


@pytest.fixture(scope="session")
def accounts() -> Accounts:
    """Ann may edit, Bob may read."""
    return Accounts(
        [
            Account.make("ann", PASSWORDS["ann"], "edit"),
            Account.make("bob", PASSWORDS["bob"], "read"),
        ]
    )


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start servers and say their addresses."""
    running: list[tuple[Any, Backend]] = []

    def one(mcp: bool = False, llm: str | None = None, **door: Any) -> str:
        backend = Backend(tmp_path_factory.mktemp("guard") / "index", llm)
        port = free_port()
        running.append((serve(backend, Door(port=port, **door), mcp=mcp, block=False), backend))
        return f"http://127.0.0.1:{port}"

    yield one
    for server, backend in running:
        server.close(drain=0)
        backend.close()


@pytest.fixture(scope="session")
def anyone(start: Callable[..., str]) -> str:
    """A server that lets in everyone of this machine."""
    return start()


@pytest.fixture(scope="session")
def locked(start: Callable[..., str], accounts: Accounts) -> str:
    """A server with accounts, behind a proxy, that speaks MCP."""
    return start(mcp=True, accounts=accounts, public_urls=("https://news.example",))


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A client that follows no redirect."""
    with httpx.Client(timeout=30) as made:
        yield made
