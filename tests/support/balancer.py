"""A door before several pages on this machine, as a load balancer is one."""

from __future__ import annotations

import http.client
import itertools
from collections.abc import Sequence
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COOKIE = "door"
_OWN = ("transfer-encoding", "connection", "content-length")


class Balancer(ThreadingHTTPServer):
    """Hands each request to one of several servers, in turn.

    Args:
        ports: of the servers.
        sticky: whether a cookie keeps who comes again at the same server as long as it is there.

    Attributes:
        chosen: which server answered each request, by its place among the ports.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, ports: Sequence[int], *, sticky: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ports, self.sticky = ports, sticky
        self.turn = itertools.count()
        self.chosen: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Balancer
    protocol_version = "HTTP/1.1"

    def _hand_on(self) -> None:
        door = self.server
        body = self.rfile.read(int(self.headers.get("content-length") or 0)) or None
        held = SimpleCookie(self.headers.get("cookie", "")).get(COOKIE)
        first = int(held.value) if door.sticky and held else next(door.turn)
        for place in range(len(door.ports)):
            chosen = (first + place) % len(door.ports)
            connection = http.client.HTTPConnection("127.0.0.1", door.ports[chosen], timeout=300)
            headers = {k: v for k, v in self.headers.items() if k.lower() != "connection"}
            try:
                connection.request(self.command, self.path, body, headers)
                answer = connection.getresponse()
            except OSError:
                connection.close()
                continue
            door.chosen.append(chosen)
            self._give(answer, chosen)
            connection.close()
            return
        self.send_error(502)

    def _give(self, answer: http.client.HTTPResponse, chosen: int) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OWN:
                self.send_header(name, value)
        if self.server.sticky:
            self.send_header("Set-Cookie", f"{COOKIE}={chosen}; Path=/")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while some := answer.read1(65_536):
                self.wfile.write(some)
                self.wfile.flush()
        except (OSError, http.client.HTTPException):
            self.close_connection = True

    do_GET = do_POST = do_HEAD = _hand_on  # noqa: N815 - names of the base class

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
