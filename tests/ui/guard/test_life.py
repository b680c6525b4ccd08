"""Told to stop, short of files, too busy: a real server in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from threading import Event

import httpx
import pytest

from index import Index
from index.maintain.doctor import doctor
from tests.conftest import ROOT
from tests.support import crashing
from tests.support.driving import free_port

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
_PATIENCE = 240


@contextmanager
def process(tmp_path, late, *files, **environment):
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.support.serving", str(port), str(tmp_path / "index"),
             str(late), *map(str, files)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stderr=log,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            until = time.monotonic() + _PATIENCE
            while time.monotonic() < until and running.poll() is None:
                try:
                    if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                        break
                except httpx.HTTPError:
                    time.sleep(0.2)
            yield url, running
        finally:
            running.kill()
            running.wait()


def ask(url, words="who"):
    """Call `/ask` and return its status, and the line of a refusal or the last event of its stream.

    Of an answer, the event is the question that it answers.
    """
    place = f"{url}/gradio_api/call/ask"
    begun = httpx.post(place, json={"data": [words, "", "", []]}, timeout=_PATIENCE)
    if begun.status_code != 200:
        return begun.status_code, begun.json()["detail"]
    with httpx.stream("GET", f"{place}/{begun.json()['event_id']}", timeout=_PATIENCE) as stream:
        event, data = [line for line in stream.iter_lines() if line][-2:]
    if event == "event: complete":
        return 200, json.loads(data.removeprefix("data: "))[0]["question"]
    return 200, event


def when(url, sign):
    until = time.monotonic() + _PATIENCE
    while sign not in httpx.get(f"{url}/metrics", timeout=30).text:
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def filled(tmp_path, encoder):
    """A folder whose archive holds three articles."""
    with Index.open(tmp_path / "index", encoder=encoder) as archive:
        archive.add([crashing.article(number, 1) for number in range(3)])
    return tmp_path


def test_every_question_that_runs_or_waits_is_answered_when_it_is_told_to_stop(filled):
    """Eight run, twelve wait."""
    questions = [f"what of the bridge {number}" for number in range(20)]
    with process(filled, 10_000) as (url, running), ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(ask, url, question) for question in questions]
        when(url, 'dateline_requests_total{method="POST",status="200"} 20.0')
        running.send_signal(signal.SIGTERM)
        until = time.monotonic() + _PATIENCE
        while httpx.get(f"{url}/readyz", timeout=30).status_code == 200:
            assert time.monotonic() < until
        assert httpx.get(f"{url}/healthz", timeout=30).status_code == 200
        assert ask(url) == (503, "the server is stopping and takes no new questions")
        (filled / "go").touch()
        assert [each.result() for each in asked] == [(200, question) for question in questions]
        assert running.wait(_PATIENCE) == 0


def test_an_answer_is_kept_for_its_asker_when_it_is_told_to_stop(filled):
    """The question was put, its answer not yet fetched."""
    with process(filled, 10_000) as (url, running):
        place = f"{url}/gradio_api/call/ask"
        begun = httpx.post(place, json={"data": ["what of the bridge", "", "", []]}, timeout=60)
        running.send_signal(signal.SIGTERM)
        (filled / "go").touch()
        when(url, "dateline_waiting 0.0")
        time.sleep(1.5)
        with httpx.stream("GET", f"{place}/{begun.json()['event_id']}", timeout=60) as stream:
            assert "event: complete" in stream.iter_lines()
        assert running.wait(_PATIENCE) == 0


def test_told_twice_it_ends_at_once(tmp_path):
    with process(tmp_path, 10_000) as (url, running), ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, url)
        when(url, "dateline_waiting 1.0")
        running.send_signal(signal.SIGTERM)
        time.sleep(1)
        assert running.poll() is None
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 128 + signal.SIGTERM
        with pytest.raises(httpx.HTTPError):
            asked.result()


def test_killed_at_its_work_beside_a_writer_it_answers_when_it_is_started_again(filled, encoder):
    killed = Event()

    def write():
        """Commit before, while and after the server is killed."""
        with Index.open(filled / "index", encoder=encoder) as archive:
            for version in count(2):
                last = killed.is_set()
                archive.add([crashing.article(number, version) for number in range(3)])
                if last:
                    return archive.generation, version

    with process(filled, 10_000) as (url, running), ThreadPoolExecutor(11) as pool:
        asked = [pool.submit(ask, url) for _ in range(10)]
        when(url, "dateline_waiting 10.0")
        written = pool.submit(write)
        until = time.monotonic() + _PATIENCE
        while int((filled / "index" / "CURRENT").read_text()) < 3:
            assert time.monotonic() < until
            time.sleep(0.02)
        running.kill()
        assert running.wait(30) == -signal.SIGKILL
        killed.set()
        for each in asked:
            with pytest.raises(httpx.HTTPError):
                each.result()
        generation, version = written.result()
    assert doctor(filled / "index").healthy
    with Index.open(filled / "index", encoder=encoder) as archive:
        assert archive.generation == generation
        assert {each.title for each in archive.articles()} == {
            f"Story {number}, version {version}" for number in range(3)
        }
    with process(filled, 0) as (url, _):
        assert ask(url, "what of the bridge") == (200, "what of the bridge")


def test_what_cannot_wait_is_told_how_long(tmp_path):
    few = {"DATELINE_GUARD_WAITING": "3", "DATELINE_GUARD_AT_ONCE": "1"}
    with process(tmp_path, 10_000, **few) as (url, running), ThreadPoolExecutor(3) as pool:
        for _ in range(3):
            pool.submit(ask, url)
        when(url, "dateline_waiting 3.0")
        status, line = ask(url)
        assert status == 503
        assert line.startswith("busy, about ")
        assert "3 questions wait" in line
        when(url, "dateline_busy_total 1.0")
        running.kill()


def test_a_question_that_is_stuck_is_given_up(tmp_path):
    with process(tmp_path, 10_000, DATELINE_GUARD_QUESTION_SECONDS="0.5") as (url, _):
        assert ask(url) == (200, "event: error")


def test_idle_connections_do_not_end_the_service(tmp_path):
    """Seventy of them, where the system allows 64 files."""
    (tmp_path / "index").mkdir()
    with process(tmp_path, 0, 64) as (url, running):
        port = int(url.rpartition(":")[2])
        idle = []
        for _ in range(70):
            idle.append(socket.create_connection(("127.0.0.1", port)))
            time.sleep(0.01)
        for _ in range(5):
            assert httpx.get(f"{url}/healthz", timeout=60).text == "ok\n"
        assert running.poll() is None
        for each in idle:
            each.close()
    assert b"Traceback" not in (tmp_path / "log").read_bytes()


def test_half_a_request_is_not_waited_for(tmp_path):
    with process(tmp_path, 0, DATELINE_GUARD_HEAD_SECONDS="0.5") as (url, _):
        port = int(url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=60) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            assert slow.recv(10) == b""


def test_its_log_tells_no_question(tmp_path):
    words = "who is the secret lighthouse keeper"
    log = {"DATELINE_LOG": "info", "DATELINE_LOG_FORMAT": "json"}
    with process(tmp_path, 0, **log) as (url, _):
        ask(url, words)
        body = {"fn_index": 0, "data": [words], "session_hash": words}
        httpx.post(f"{url}/gradio_api/queue/join", json=body, timeout=60)
    said = (tmp_path / "log").read_text()
    assert "secret" not in said
    for line in said.splitlines():
        assert json.loads(line)["logger"].startswith("ui")
