"""Two `dateline chat` over one archive behind one address, and one of them goes."""

import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from threading import Thread

import httpx
import pytest
from gradio_client import Client

from tests.conftest import ROOT
from tests.support.balancer import Balancer
from tests.support.driving import ASK, free_port, put

WHY = "why did the Unification Ministry skip the talks"
_PATIENCE = 240


@pytest.fixture(scope="module")
def start(samples_index):
    """Start a page over the samples; what is returned has its port, and ends with the tests."""
    running = []

    def started():
        port = free_port()
        command = [sys.executable, "-m", "dateline", "chat", "--no-open", "--port", str(port)]
        page = subprocess.Popen([*command, "--index", str(samples_index.folder)], cwd=ROOT)
        running.append(page)
        until = time.monotonic() + _PATIENCE
        while not ready(port):
            assert page.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        return page, port

    yield started
    for page in running:
        page.kill()
        page.wait()


def ready(port):
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def two(start):
    """The ports of two pages that stay."""
    return [start()[1], start()[1]]


@contextmanager
def balanced(ports, *, sticky):
    with ExitStack() as stack:
        door = stack.enter_context(Balancer(ports, sticky=sticky))
        Thread(target=door.serve_forever, daemon=True).start()
        stack.callback(door.shutdown)
        yield door


def asked(client, url):
    """Ask in two requests, as a program without Gradio's client does; return the events."""
    place = f"{url}/gradio_api/call/ask"
    begun = client.post(place, json={"data": [WHY, "", "", []]}, timeout=_PATIENCE)
    return client.get(f"{place}/{begun.json()['event_id']}", timeout=_PATIENCE).text


def test_programs_that_come_with_a_cookie_stay_with_one_page(two):
    with balanced(two, sticky=True) as door:
        for page in (0, 1):
            client = Client(door.url, verbose=False)
            door.chosen.clear()
            for _ in range(2):
                assert "not much to discuss" in client.predict(WHY, api_name="/ask")["answer"]
            assert set(door.chosen) == {page}
        with httpx.Client() as client:
            assert "event: complete" in asked(client, door.url)


def test_an_answer_is_told_by_the_page_that_was_asked_alone(two):
    """Why a load balancer has to keep each asker at one page."""
    with balanced(two, sticky=False) as door:
        assert asked(httpx, door.url).startswith('event: error\ndata: "404: Not Found"')


def test_a_conversation_goes_on_at_another_page_when_its_own_goes(start, two, chromium):
    page, port = start()
    with balanced([port, two[0]], sticky=True) as door:
        context = chromium.new_context(locale="en-GB")
        tab = context.new_page()
        tab.set_default_timeout(_PATIENCE * 1000)
        tab.goto(door.url)
        tab.wait_for_selector(f"{ASK} >> visible=true")
        put(tab, WHY)
        assert set(door.chosen) == {0}
        page.kill()
        page.wait()
        put(tab, "and what did it say?", turns=2)
        assert door.chosen[-1] == 1
        assert "Unification Ministry" in tab.locator("#conversation .dl-turn").last.inner_text()
        assert len(tab.evaluate("dateline.thread.exchanges")) == 2
        context.close()
