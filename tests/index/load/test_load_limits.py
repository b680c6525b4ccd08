"""Servers that send too much, too slowly, or something else."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from pathlib import Path

import pytest

from index.load import Found, Refusal, load
from tests.support.newsfiles import entry, rss
from tests.support.webserver import ARTICLE, HERE, Handler, Server, gives, one, reason


def test_too_large_by_its_header(server: Server) -> None:
    server.pages["/a"] = gives(ARTICLE * 200)
    assert reason(f"{server.url}/a") == "is larger than 0.0954 MiB"


def test_too_large_without_a_header(server: Server) -> None:
    def endless(request: Handler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"a" * 65_536)

    server.pages["/a"] = endless
    assert reason(f"{server.url}/a") == "is larger than 0.0954 MiB"


def test_too_large_when_unpacked(server: Server) -> None:
    packed = gzip.compress(b"a" * 10_000_000)
    server.pages["/a"] = gives(packed, Content_Encoding="gzip")
    assert reason(f"{server.url}/a") == "is larger than 0.0954 MiB when unpacked"


def test_packed_page(server: Server) -> None:
    server.pages["/a"] = gives(gzip.compress(ARTICLE), Content_Encoding="gzip")
    assert isinstance(one(f"{server.url}/a"), Found)


@pytest.mark.parametrize("part", ["silent", "header", "body"])
def test_slow_server(server: Server, part: str) -> None:
    """A server that trickles is cut off when the whole takes too long."""
    stop = threading.Event()

    def slow(request: Handler) -> None:
        if part == "body":
            request.send_response(200)
            request.end_headers()
        while part != "silent" and not stop.wait(0.05):
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX: " if part == "header" else b"a")
        stop.wait(5)

    server.pages["/a"] = slow
    began = time.monotonic()
    try:
        limited = HERE.model_copy(update={"timeout": 0.4})
        assert reason(f"{server.url}/a", limited) == "did not answer within 0.4 seconds"
        assert time.monotonic() - began < 4
    finally:
        stop.set()


@pytest.mark.parametrize("media", ["image/png", "video/mp4", "application/zip", "text/css"])
def test_not_an_article_by_its_type(server: Server, media: str) -> None:
    server.pages["/a"] = gives(b"\x89PNG", media)
    assert reason(f"{server.url}/a") == f"is {media}, not an article"


def test_unknown_type_with_binary(server: Server) -> None:
    server.pages["/a"] = gives(b"\x7fELF" + bytes(99), "application/octet-stream")
    assert reason(f"{server.url}/a") == "is a program, which Dateline does not read"


@pytest.mark.parametrize(
    ("status", "text"),
    [(404, "404 Not Found"), (503, "503 Service Unavailable"), (204, "204 No Content")],
)
def test_status(server: Server, status: int, text: str) -> None:
    server.pages["/a"] = gives(b"", status=status)
    assert reason(f"{server.url}/a") == f"the server answered {text}"


def test_empty_answer(server: Server) -> None:
    server.pages["/a"] = gives(b"")
    assert reason(f"{server.url}/a") == "is empty"


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert reason(f"http://127.0.0.1:{port}/").startswith("cannot be reached (")


def test_not_http(server: Server) -> None:
    def rude(request: Handler) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    server.pages["/a"] = rude
    assert reason(f"{server.url}/a").startswith("cannot be fetched (")


def test_tls_is_checked(server: Server) -> None:
    assert reason(server.url.replace("http:", "https:")).startswith("cannot be reached (")


def test_a_feed_of_more_entries_than_are_taken_says_so(server: Server, tmp_path: Path) -> None:
    """The limit is for what is fetched: a file is read to its end."""
    feed = rss(*(entry(f"T{number}", f"/{number}", f"Story {number}.") for number in range(9)))
    server.pages["/feed"] = gives(feed.encode(), "application/rss+xml")
    few = HERE.model_copy(update={"max_entries": 4, "follow_feeds": False})
    *taken, refusal = load([f"{server.url}/feed"], settings=few)
    assert [item.title for item in taken if isinstance(item, Found)] == ["T0", "T1", "T2", "T3"]
    assert isinstance(refusal, Refusal)
    assert str(refusal) == (
        f"{server.url}/feed entry 5 to 9: only 4 entries are taken of one feed; "
        "raise DATELINE_LOAD_MAX_ENTRIES"
    )
    (tmp_path / "feed.rss").write_text(feed)
    assert len(list(load([tmp_path / "feed.rss"], settings=few))) == 9
