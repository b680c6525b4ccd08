"""A server with OpenAI's chat interface that says what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Script:
    """One reply.

    Attributes:
        words: the chunks of the answer, sent one by one.
        status: HTTP status; other than 200, `words` are the error's message.
        wait_s: seconds before anything is sent.
        pause_s: seconds between chunks.
        broken: "cut" closes the connection after the chunks without an end, "garbage" sends
            a line that is no JSON after them.
        usage: tokens reported at the end, (in, out).
        retry_after: the header of that name, sent with an error.
    """

    words: Sequence[str] = ()
    status: int = 200
    wait_s: float = 0.0
    pause_s: float = 0.0
    broken: str = ""
    usage: tuple[int, int] | None = (50, 20)
    retry_after: str = ""


@dataclass
class Server:
    """The running server.

    Attributes:
        url: its address, for `OPENAI_BASE_URL`.
        scripts: what it says, one a request; the last is said again.
        requests: the bodies that came.
        keys: the Authorization headers that came.
        sent: chunks that could be sent to the end.
    """

    url: str = ""
    scripts: list[Script] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    sent: int = 0
    respond: Callable[[dict[str, Any]], Script] | None = None

    def says(self, *scripts: Script | str) -> None:
        """Set what is said next."""
        self.scripts = [s if isinstance(s, Script) else Script([s]) for s in scripts]
        self.requests.clear()
        self.keys.clear()
        self.respond = None

    def next(self, body: dict[str, Any]) -> Script:
        """Return the reply to a request."""
        self.requests.append(body)
        if self.respond is not None:
            return self.respond(body)
        return self.scripts[min(len(self.requests), len(self.scripts)) - 1]

    def prompt(self) -> str:
        """Return the words of the last request."""
        return "\n".join(str(m["content"]) for m in self.requests[-1]["messages"])


@contextmanager
def serve() -> Iterator[Server]:
    """Run the server on a free port of the loopback interface."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.keys.append(self.headers.get("Authorization", ""))
            script = server.next(body)
            time.sleep(script.wait_s)
            with suppress(OSError):
                if script.status != 200:
                    self._error(script)
                elif body.get("stream"):
                    self._stream(script)
                else:
                    self._whole(script)

        def _error(self, script: Script) -> None:
            told = {"error": {"message": "".join(script.words)}}
            self._json(told, script.status, script.retry_after)

        def _whole(self, script: Script) -> None:
            words = "".join(script.words)
            message = {"role": "assistant", "content": words}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            self._json(_body({"choices": [choice]}, "chat.completion"))

        def _json(self, value: dict[str, Any], status: int = 200, retry: str = "") -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if retry:
                self.send_header("Retry-After", retry)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, script: Script) -> None:
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for word in script.words:
                delta = {"index": 0, "delta": {"role": "assistant", "content": word}}
                self._event(_body({"choices": [delta]}))
                server.sent += 1
                time.sleep(script.pause_s)
            if script.broken == "garbage":
                self.wfile.write(b"data: {not json\n\n")
                return
            if script.broken == "cut":
                self.connection.close()
                return
            end = {"index": 0, "delta": {}, "finish_reason": "stop"}
            self._event(_body({"choices": [end]}))
            if script.usage:
                read, written = script.usage
                used = {"prompt_tokens": read, "completion_tokens": written}
                self._event(
                    _body({"choices": [], "usage": used | {"total_tokens": read + written}})
                )
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, value: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps(value)}\n\n".encode())
            self.wfile.flush()

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server.url = f"http://127.0.0.1:{httpd.server_port}/v1"
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()


def _body(value: dict[str, Any], kind: str = "chat.completion.chunk") -> dict[str, Any]:
    return {"id": "x", "object": kind, "created": 0, "model": "scripted", **value}
