"""Driving the page: what its tests start and do over and over."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx

from index import Article
from ui.backend import Backend

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


def many(count: int = 1000) -> list[Article]:
    """Return articles that fill an archive and answer none of the tests' questions."""
    outlets = ("Gravel Gazette", "Quarry Courier", "Pebble Post")
    return [
        Article(
            id=f"gravel-{number}",
            title=f"Gravel pit {number} loads its barges",
            date=date(2024, 1, 1) + timedelta(days=number % 400),
            source=outlets[number % len(outlets)],
            text=(
                f"Gravel pit {number} loaded {number % 9 + 2} barges. "
                f"Sieve {number * 7} had been oiled twice."
            ),
        )
        for number in range(count)
    ]


class Slow(Backend):
    """The real backend, with a pause before each event that a test may set.

    Attributes:
        asked: the arguments of the last question.
        options: those given by name.
    """

    pause = 0.0
    asked: tuple[Any, ...] = ()
    options: dict[str, Any] = {}  # noqa: RUF012 (replaced whole, never changed)

    def stream(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        if len(arguments) > 2:  # what the page asks for itself has no conversation
            self.asked, self.options = arguments, options
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


def called(url: str, function: int, data: list[Any], **headers: str) -> str:
    """Call one of the page's functions over the wire and return all that it said."""
    session = uuid4().hex
    body = {"fn_index": function, "data": data, "session_hash": session}
    answer = httpx.post(f"{url}/gradio_api/queue/join", json=body, headers=headers, timeout=60)
    if answer.status_code != 200:
        return answer.text
    said = []
    place = f"{url}/gradio_api/queue/data?session_hash={session}"
    with httpx.stream("GET", place, headers=headers, timeout=120) as events:
        for line in events.iter_lines():
            said.append(line)
            if '"msg":"close_stream"' in line:
                break
    return "\n".join(said)


def put(page: Any, words: str, turns: int = 1) -> None:
    """Type a question, send it with Enter, and wait until so many answers stand there."""
    page.fill(ASK, words)
    page.press(ASK, "Enter")
    finished(page, turns)


def finished(page: Any, turns: int) -> None:
    """Wait until so many answers stand there, none is being made, and all are kept."""
    page.wait_for_function(
        "n => document.querySelectorAll('#conversation .dl-turn').length === n"
        " && !document.querySelector('#live .dl-turn')"
        " && dateline.thread.exchanges.length === n",
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
