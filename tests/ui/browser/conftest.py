"""One server and one browser for all tests of the page; nothing may leave this machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from index import Index
from tests.support.driving import ARGUMENTS, ASK, CHROMIUM, HOSTILE, Served, Slow, free_port, many
from ui.server import Door, serve


@pytest.fixture(scope="session")
def served(samples_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page over the samples, a hostile article and 1,000 more, which tests may change."""
    pytest.importorskip("mcp", reason="the page's MCP server needs the package mcp")
    folder = tmp_path_factory.mktemp("page") / "index"
    shutil.copytree(samples_index.folder, folder)
    with Index.open(folder, encoder=samples_index.encoder) as archive:
        assert archive.add([HOSTILE, *many()]).added == 1001
    backend = Slow(folder, None, ("openai:some-model",))
    backend.warm()
    port = free_port()
    app = serve(backend, Door(port=port), mcp=True, block=False)
    yield Served(f"http://127.0.0.1:{port}/", backend)
    app.close(drain=0)
    backend.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless browser."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install it (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        browser.contexts  # noqa: B018
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Open the page anew; afterwards, nothing may have gone elsewhere or gone wrong."""
    outside: list[str] = []
    wrong: list[str] = []
    contexts = []

    def seen(request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            outside.append(request.url)

    def note(error: str) -> None:
        # What was under way when a page is left is given up, and Gradio says so as an error.
        if "AbortError" not in error and "errored out" not in error:
            wrong.append(error)

    def open_page(path: str = "", **options: Any) -> Any:
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options
        context = chromium.new_context(accept_downloads=True, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", seen)
        page.on("pageerror", lambda error: note(str(error)))
        page.on("console", lambda line: note(line.text) if line.type == "error" else None)
        page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status > 399 else 0)
        page.goto(served.url + path)
        page.wait_for_selector(f"{ASK} >> visible=true")
        page.wait_for_selector("#masthead h1")
        page.wait_for_selector(".dl-suggestion, .dl-turn")
        return page

    yield open_page
    served.backend.pause = 0.0
    for context in contexts:
        context.close()
    assert outside == []
    assert wrong == []


@pytest.fixture
def page(visit: Callable[..., Any]) -> Any:
    """The page on a desktop, in English, in light colours."""
    return visit()
