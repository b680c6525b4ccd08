"""Pages and feeds by address, from a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from newsfiles import BODY, SECOND, entry, linked_data, page, pdf, rss

from index.load import Found, LoadSettings, Refusal, load
from index.load import address as addresses

HERE = LoadSettings(allow_private=True, timeout=5, max_page_bytes=100_000, max_redirects=3)
ARTICLE = page(
    *[BODY, SECOND] * 3,
    title="Storm breaks pier",
    head=linked_data(headline="Storm breaks pier", datePublished="2025-12-16T23:30:00+09:00"),
).encode()


class Server(ThreadingHTTPServer):
    """Serves what a test puts into `pages`: path → function of the request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Callable[[Handler], None]] = {}
        self.seen: list[Handler] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.append(self)
        try:
            self.server.pages[self.path](self)
        except KeyError:
            self.send_error(404)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def gives(
    body: bytes, media: str = "text/html", status: int = 200, **headers: str
) -> Callable[[Handler], None]:
    def answer(request: Handler) -> None:
        request.send_response(status)
        if media:
            request.send_header("Content-Type", media)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def one(url: str, settings: LoadSettings = HERE) -> Found | Refusal:
    (item,) = load([url], settings=settings)
    return item


def reason(url: str, settings: LoadSettings = HERE) -> str:
    item = one(url, settings)
    assert isinstance(item, Refusal), item
    assert item.name == url
    return item.reason


def test_page(server: Server) -> None:
    server.pages["/a?x=1"] = gives(ARTICLE)
    item = one(f"{server.url}/a?x=1#comments")
    assert isinstance(item, Found)
    assert (item.title, str(item.date)) == ("Storm breaks pier", "2025-12-16")
    assert item.text.startswith(BODY)
    assert item.url == item.location == f"{server.url}/a?x=1"
    request = server.seen[0]
    assert request.headers["User-Agent"].startswith("Dateline/")
    assert request.headers["Host"] == server.url.removeprefix("http://")


def test_private_address_is_refused_by_default(server: Server) -> None:
    server.pages["/a"] = gives(ARTICLE)
    assert reason(f"{server.url}/a", LoadSettings()).startswith("leads to 127.0.0.1, a private")
    assert server.seen == []


def test_name_that_resolves_to_a_private_address(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look-up is checked, every address of it, and connected to without a second one."""
    looked_up = []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        looked_up.append(host)
        public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))
        here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
        return [public, here]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = f"http://rebound.example:{server.server_port}/a"
    assert reason(url, LoadSettings()).startswith("leads to 127.0.0.1, a private")
    assert server.seen == []
    assert looked_up == ["rebound.example"]


def test_connects_to_the_address_that_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its address after the check gains nothing by it."""
    answers = ["127.0.0.1", "10.0.0.1", "10.0.0.1"]

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    real = socket.getaddrinfo

    def guarded(host: str, port: int, *args: object, **names: object) -> object:
        named = host == "rebound.example"
        return look_up(host, port) if named else real(host, port, *args, **names)

    monkeypatch.setattr(socket, "getaddrinfo", guarded)
    server.pages["/a"] = gives(ARTICLE)
    item = one(f"http://rebound.example:{server.server_port}/a")
    assert isinstance(item, Found)
    assert len(answers) == 2
    assert server.seen[0].headers["Host"] == f"rebound.example:{server.server_port}"


def test_redirects_are_followed(server: Server) -> None:
    server.pages["/old"] = gives(b"", status=301, Location="/mid")
    server.pages["/mid"] = gives(b"", status=307, Location=f"{server.url}/new")
    server.pages["/new"] = gives(ARTICLE)
    item = one(f"{server.url}/old")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/new"


def test_redirect_to_a_private_address_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = addresses.is_public
    monkeypatch.setattr(
        addresses, "is_public", lambda number: number == "127.0.0.1" or real(number)
    )
    for target in ("http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]:9/"):
        server.pages["/a"] = gives(b"", status=302, Location=target)
        assert "a private address" in reason(f"{server.url}/a", LoadSettings())


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("file:///etc/hostname", "only http and https addresses are fetched, not file"),
        ("ftp://127.0.0.1/a", "only http and https addresses are fetched, not ftp"),
        ("/a", "redirects more than 3 times"),
        ("", "the server redirects (302) without saying where to"),
    ],
)
def test_bad_redirects(server: Server, target: str, expected: str) -> None:
    headers = {"Location": target} if target else {}
    server.pages["/a"] = gives(b"", status=302, **headers)
    assert reason(f"{server.url}/a") == expected


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


def test_charset_of_the_header(server: Server) -> None:
    text = "정부는 월요일에 새로운 정책을 발표했다. 이 정책은 내년부터 시행된다."
    server.pages["/a"] = gives(text.encode("euc-kr"), "text/plain; charset=EUC-KR")
    item = one(f"{server.url}/a")
    assert isinstance(item, Found)
    assert item.text == text


def test_pdf_by_address(server: Server) -> None:
    server.pages["/paper"] = gives(pdf([BODY]), "application/pdf")
    item = one(f"{server.url}/paper")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/paper"


def test_canonical_link_of_another_host_is_not_believed(server: Server) -> None:
    head = '<link rel="canonical" href="https://post.example/stolen">'
    server.pages["/a"] = gives(page(*[BODY] * 3, head=head).encode())
    item = one(f"{server.url}/a")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/a"
    head = f'<link rel="canonical" href="{server.url}/real">'
    server.pages["/a"] = gives(page(*[BODY] * 3, head=head).encode())
    item = one(f"{server.url}/a")
    assert isinstance(item, Found)
    assert item.url == f"{server.url}/real"


def test_feed_and_the_pages_behind_it(server: Server) -> None:
    """A teaser is replaced by its page; title and date of the feed stay."""
    server.pages["/feed"] = gives(
        rss(
            entry("Pier closed", "/a", "A teaser."),
            entry("Gone", f"{server.url}/gone", "Another teaser, which stays."),
            entry("Whole", "/never", " ".join([BODY] * 20)),
        ).encode(),
        "application/rss+xml",
    )
    server.pages["/a"] = gives(ARTICLE)
    whole, teaser, full = load([f"{server.url}/feed"], settings=HERE)
    assert isinstance(whole, Found) and isinstance(teaser, Found) and isinstance(full, Found)
    assert (whole.title, whole.url, whole.author) == ("Pier closed", f"{server.url}/a", "Jo Bo")
    assert whole.text.startswith(BODY)
    assert (
        whole.published is not None and whole.published.isoformat() == "2025-12-16T18:40:00+09:00"
    )
    assert teaser.text == "Another teaser, which stays."
    assert teaser.notices == (
        f"only the feed's teaser was taken: {server.url}/gone the server answered 404 Not Found",
    )
    assert full.text.count("Repairs") == 20
    assert [request.path for request in server.seen] == ["/feed", "/a", "/gone"]


def test_feed_is_not_followed_when_told_so(server: Server) -> None:
    server.pages["/feed"] = gives(rss(entry("T", "/a", "A teaser.")).encode(), "text/xml")
    item = one(f"{server.url}/feed", HERE.model_copy(update={"follow_feeds": False}))
    assert isinstance(item, Found)
    assert item.text == "A teaser."
    assert len(server.seen) == 1
