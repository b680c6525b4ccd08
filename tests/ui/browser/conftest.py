"""One server and one browser for all tests of the page; nothing may leave this machine."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from index import Article, Index
from ui.backend import Backend
from ui.server import Door, serve

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = Article(
    id="hostile",
    title="Zorblax <script>window.hacked = 1</script> ![x](http://evil.example/title.png)",
    date=date(2025, 11, 11),
    source='<img src=x onerror="window.hacked=2">',
    url="javascript:window.hacked=3",
    author='"><svg onload=window.hacked=4>',
    text=(
        "The Zorblax council banned purple umbrellas on Monday because they frighten ferrets, "
        "<script>window.hacked = 5</script> said ![picture](http://evil.example/a.png) and "
        '<img src="http://evil.example/b.png" onerror="window.hacked=6"> '
        "{{constructor.constructor('window.hacked=7')()}} ${window.hacked=8} "
        "[a link](javascript:window.hacked=9).\n\nThe longest word of the Zorblax umbrella "
        f"decree is {'zorb' * 2500}, the council said."
    ),
)
ASK = "#question textarea"


class Slow(Backend):
    """The real backend, with a pause before each event that a test may set.

    Attributes:
        asked: the arguments of the last question.
    """

    pause = 0.0
    asked: tuple[Any, ...] = ()

    def stream(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        self.asked = arguments
        for event in super().stream(*arguments, **options):
            time.sleep(self.pause)
            yield event


class Served:
    """A running page: where it is, and the backend behind it."""

    def __init__(self, url: str, backend: Slow) -> None:
        self.url = url
        self.backend = backend


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def served(samples_index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page over a copy of the samples and one hostile article, which tests may change."""
    pytest.importorskip("mcp", reason="the page's MCP server needs the package mcp")
    folder = tmp_path_factory.mktemp("page") / "index"
    shutil.copytree(samples_index.folder, folder)
    with Index.open(folder, encoder=samples_index.encoder) as archive:
        assert archive.add([HOSTILE]).added == 1
    backend = Slow(folder)
    backend.warm()
    port = free_port()
    app = serve(backend, Door(port=port), mcp=True, block=False)
    yield Served(f"http://127.0.0.1:{port}/", backend)
    app.close(verbose=False)
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


def put(page: Any, words: str, turns: int = 1) -> None:
    """Type a question, send it with Enter, and wait until so many answers stand there."""
    page.fill(ASK, words)
    page.press(ASK, "Enter")
    finished(page, turns)


def finished(page: Any, turns: int) -> None:
    """Wait until so many answers stand there and none is being made."""
    page.wait_for_function(
        "n => document.querySelectorAll('#conversation .dl-turn').length === n"
        " && !document.querySelector('#live .dl-turn')",
        arg=turns,
    )


def in_view(page: Any, selector: str) -> bool:
    """Return whether an element stands within the window."""
    return bool(
        page.eval_on_selector(
            selector,
            "e => { const r = e.getBoundingClientRect();"
            " return r.height > 0 && r.top >= 0 && r.top < innerHeight"
            " && r.left >= 0 && r.left < innerWidth; }",
        )
    )
