"""Take twelve pictures of the page: `python tests/ui/screenshots.py [FOLDER]`.

Indexes the sample articles into a temporary folder, serves the page, and drives it in Chromium. Run
at two revisions into two folders, it shows the page before a change and after it.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from index import Index
from index.load import load
from ui.backend import Backend
from ui.server import Door, serve

ROOT = Path(__file__).resolve().parent.parent.parent
ASK = "#question textarea"
ARTICLES = "#articles .dl-headline"
WHY = "Why did the Unification Ministry skip the talks?"
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@contextmanager
def served() -> Iterator[str]:
    """Serve the page over the samples; yield its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        with Index.open(folder) as archive:
            archive.add(load([ROOT / "index" / "samples"]))
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        backend = Backend(Path(folder))
        backend.warm()
        app = serve(backend, Door(port=port), block=False)
        yield f"http://127.0.0.1:{port}/"
        app.close(drain=0)
        backend.close()


def ask(page: Any, words: str) -> None:
    """Ask, and wait for the answer."""
    page.fill(ASK, words)
    page.press(ASK, "Enter")
    page.wait_for_selector("#conversation .dl-actions")
    page.wait_for_function("() => !document.querySelector('#live .dl-turn')")
    page.wait_for_timeout(800)


def first(page: Any) -> None:
    """The page before the first question."""
    page.wait_for_selector("#overview svg")


def answer(page: Any) -> None:
    """An answer with its sources beside it."""
    ask(page, WHY)
    page.mouse.move(640, 4)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def disagreement(page: Any) -> None:
    """Outlets that give other figures."""
    ask(page, "How many people marched in Tarvik?")
    page.evaluate("scrollTo(0, 0)")


def abstention(page: Any) -> None:
    """A question that the archive does not answer."""
    ask(page, "Which team won the football World Cup of 2022?")


def reader(page: Any) -> None:
    """The cited article beside the answer, at the cited sentence."""
    answer(page)
    page.click(".dl-cite >> nth=0")
    page.wait_for_selector("#reader mark.dl-open")
    page.mouse.move(640, 4)
    page.wait_for_timeout(1500)


def archive(page: Any) -> None:
    """The archive tab."""
    page.click("[role=tab][data-tab-id=archive]")
    page.wait_for_selector(ARTICLES)


def settings(page: Any) -> None:
    """The settings."""
    page.click("[role=tab][data-tab-id=settings]")
    page.wait_for_selector("#keyboard .dl-keys >> visible=true")


def conversations(page: Any) -> None:
    """The list of conversations."""
    ask(page, WHY)
    page.click("#sidebar .toggle-button")
    page.wait_for_selector("#dl-threads li >> visible=true")


SHOTS: list[tuple[str, Any, dict[str, Any]]] = [
    ("first", first, DESKTOP),
    ("chat", answer, DESKTOP),
    ("chat-dark", answer, {**DESKTOP, "color_scheme": "dark"}),
    ("chat-phone", answer, PHONE),
    ("chat-korean", answer, {**DESKTOP, "locale": "ko-KR"}),
    ("disagreement", disagreement, DESKTOP),
    ("abstention", abstention, DESKTOP),
    ("reader", reader, DESKTOP),
    ("reader-phone", reader, PHONE),
    ("archive", archive, DESKTOP),
    ("settings", settings, DESKTOP),
    ("conversations", conversations, DESKTOP),
]


def shrink(path: Path) -> None:
    """Write a picture again with 256 colours, at a third of its size."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(256).save(path, optimize=True)


def main(folder: Path) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with served() as url, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, steps, options in SHOTS:
            context = browser.new_context(**options)
            page = context.new_page()
            page.goto(url)
            page.wait_for_selector(".dl-suggestion")
            steps(page)
            page.wait_for_timeout(700)
            path = folder / f"{name}.png"
            page.screenshot(path=path)
            shrink(path)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
