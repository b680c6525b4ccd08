"""How fast the page is: `python -m eval.bench.page`, printed as a table.

Serves the page over the sample articles and measures, in headless Chromium, the first paint of
the page and the time from sending a question to the first sentence of its answer.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eval.bench import SAMPLES
from ui.backend import Backend
from ui.server import Door, serve

QUESTIONS = (
    "Why did the Unification Ministry skip the talks?",
    "What caused the explosion at Karsk?",
    "Who is the governor of Belmora's central bank?",
    "Why was the Lumen-3 launch postponed?",
    "Who won the 2022 World Cup?",
)
_FIRST_WORDS = """
() => new Promise((resolve) => {
  const began = performance.now();
  const turns = () => document.querySelectorAll("#conversation .dl-turn").length;
  const before = turns();
  const seen = () => document.querySelector("#live .dl-answer") || turns() > before;
  new MutationObserver((_, watch) => {
    if (!seen()) return;
    watch.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - began));
  }).observe(document.body, { subtree: true, childList: true });
  document.querySelector("#ask").click();
})
"""


@contextmanager
def served() -> Iterator[str]:
    """Serve the page over the sample articles; yield its address."""
    from index import Index
    from index.load import load

    with tempfile.TemporaryDirectory() as folder:
        with Index.open(folder) as archive:
            archive.add(load([SAMPLES]))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        backend = Backend(Path(folder))
        backend.warm()
        app = serve(backend, Door(port=port), block=False)
        yield f"http://127.0.0.1:{port}/"
        app.close(drain=0)
        backend.close()


def visit(browser: Any, url: str) -> tuple[dict[str, float], Any]:
    """Open the page in a fresh profile; return its timings in seconds, and the page."""
    page = browser.new_context().new_page()
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(".dl-suggestion")
    ready = time.perf_counter() - began
    paints = page.evaluate(
        "Object.fromEntries(performance.getEntriesByType('paint').map(e => [e.name, e.startTime]))"
    )
    return {"first paint": paints["first-contentful-paint"] / 1000, "ready": ready}, page


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the timings of several visits, in seconds, by name."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    found: dict[str, list[float]] = {"first paint": [], "ready": [], "first words": []}
    with served() as url, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(rounds):
            timings, page = visit(browser, url)
            for name, seconds in timings.items():
                found[name].append(seconds)
            for question in QUESTIONS:
                page.fill("#question textarea", question)
                found["first words"].append(page.evaluate(_FIRST_WORDS) / 1000)
                page.wait_for_function("() => !document.querySelector('#live .dl-turn')")
                page.wait_for_selector("#ask >> visible=true")
            page.context.close()
        browser.close()
    return found


def main(rounds: int = 3) -> None:
    """Print median and worst of every timing."""
    lines = ["                median   worst   (seconds)"]
    for name, values in measure(rounds).items():
        lines.append(f"{name:<14}{statistics.median(values):8.2f}{max(values):8.2f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
