"""How fast the page is over a large archive, in headless Chromium."""

from __future__ import annotations

import shutil
import socket
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from eval.bench import SAMPLES, questions_of
from eval.bench.find import ARTICLES
from eval.bench.made import made
from eval.bench.results import Row, save
from eval.bench.varied import VariedEncoder
from eval.console import say
from ui.backend import Backend
from ui.server import Door, serve

SEARCHES = (
    "w{0}",
    "w4{0} w9{0}",
    '"w1 w{0}"',
    "w1{0}*",
    "(w3{0} OR w31) NOT w5",
    "name:Belack w{0}",
)
_REAL = 2_000
_ROUNDS = 3
_QUESTIONS = 5
_WORDS = 40
NOTES = (
    "The sample articles, and made ones of about 70 words that name four people each; the default "
    f"model encodes the first {_REAL:,} passages, and the others' vectors are varied from theirs.",
    "First paint: the browser's own, from opening the page in a fresh profile. Overview: until the "
    "archive at a glance stands there. Ready: until questions to begin with are offered.",
    "Answer: from sending a question about the samples until all of its answer stands there, five "
    "a visit, none twice. Text search: from sending a search of the archive's tab to its results, "
    "six a visit, none twice.",
    "Processor: the server's, the median; unlike the clock it leaves out what else ran meanwhile.",
)
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
_TIMED = """
() => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("nothing came in a minute")), 60_000);
  const began = performance.now();
  new MutationObserver((_, watch) => {
    if (!(%s)) return;
    watch.disconnect();
    requestAnimationFrame(() => resolve((performance.now() - began) / 1000));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  %s;
})
"""
_ASK = "document.querySelector('#ask').click()"
_ANSWERED = (
    "document.querySelectorAll('#conversation .dl-turn').length === {turns}"
    " && !document.querySelector('#live .dl-turn')"
)
_HEADING = "document.getElementById('dl-found')?.textContent"
_SEARCH = f"const before = {_HEADING}; document.getElementById('shelf-form').requestSubmit()"
_FOUND = f"![undefined, before].includes({_HEADING})"


@contextmanager
def served(articles: int) -> Iterator[str]:
    """Serve the page over the samples and so many made articles; yield its address."""
    from index import Index
    from index.encode import load_encoder
    from index.load import load

    encoder = VariedEncoder(load_encoder(), _REAL)
    with tempfile.TemporaryDirectory() as folder:
        with Index.open(folder, encoder=encoder) as archive:
            began = time.perf_counter()
            archive.add(chain(load([SAMPLES]), made(articles, _WORDS, named=True)))
            say(f"{len(archive):,} articles written in {time.perf_counter() - began:,.0f} s")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        backend = Backend(Path(folder))
        backend.warm()
        app = serve(backend, Door(port=port), block=False)
        yield f"http://127.0.0.1:{port}/"
        app.close(drain=0)
        backend.close()


def visit(page: Any, url: str, number: int) -> Iterator[tuple[str, float]]:
    """Open the page, ask and search; yield what was timed, and its seconds.

    Args:
        page: an empty one.
        url: the page's address.
        number: of the visit, from 0; each asks and searches for something else.
    """
    began = time.perf_counter()
    page.goto(url)
    for name, selector in (("overview", "#overview svg"), ("ready", ".dl-suggestion")):
        page.wait_for_selector(selector)
        yield name, time.perf_counter() - began
    yield "first paint", page.evaluate(_PAINT)
    for turns, question in enumerate(questions_of()[number::_ROUNDS][:_QUESTIONS], 1):
        page.fill("#question textarea", question)
        yield "answer", page.evaluate(_TIMED % (_ANSWERED.format(turns=turns), _ASK))
        page.wait_for_selector("#ask >> visible=true")
    page.click("role=tab[name='Archive']")
    page.wait_for_selector("#dl-found")
    for search in SEARCHES:
        words = search.format(number + 3)
        page.eval_on_selector(
            "#shelf-form [name=term]", "(field, words) => field.value = words", words
        )
        yield "text search", page.evaluate(_TIMED % (_FOUND, _SEARCH))


def measure(articles: int) -> dict[str, list[tuple[float, float]]]:
    """Return what several visits took, by name: seconds, and the server's processor seconds."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with served(articles) as url, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for number in range(_ROUNDS):
            context = browser.new_context(locale="en-GB")
            context.set_default_timeout(120_000)
            before = time.process_time()
            for name, seconds in visit(context.new_page(), url, number):
                used = time.process_time()
                found[name].append((seconds, used - before))
                before = used
            context.close()
        browser.close()
    return found


def run(out: Path, command: str, articles: int = ARTICLES) -> Path:
    """Measure the page and write a table.

    Args:
        out: folder for the results.
        command: how this was called.
        articles: how many made articles the archive has.
    """
    rows: list[Row] = []
    for name, values in measure(articles).items():
        times, used = zip(*values, strict=True)
        middle = statistics.median(times)
        row = {"median s": middle, "worst s": max(times), "processor s": statistics.median(used)}
        rows.append({"what": name, **row})
    return save(out / "page.md", "The page", command, {f"{articles:,} articles": rows}, NOTES)
