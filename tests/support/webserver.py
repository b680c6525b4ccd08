"""A web server on this machine whose pages a test sets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer

from index.load import Found, LoadSettings, Refusal, load
from tests.support.newsfiles import BODY, SECOND, linked_data, page

HERE = LoadSettings(allow_private=True, timeout=5, max_page_bytes=100_000, max_redirects=3)
ARTICLE = page(
    *[BODY, SECOND] * 3,
    title="Storm breaks pier",
    head=linked_data(headline="Storm breaks pier", datePublished="2025-12-16T23:30:00+09:00"),
).encode()


@contextmanager
def serving(server: BaseServer) -> Iterator[None]:
    """Let a server serve in a thread of its own until the end of the block."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


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


def one(url: str, settings: LoadSettings = HERE) -> Found | Refusal:
    (item,) = load([url], settings=settings)
    return item


def reason(url: str, settings: LoadSettings = HERE) -> str:
    item = one(url, settings)
    assert isinstance(item, Refusal), item
    assert item.name == url
    return item.reason
