"""A clipper: a bookmark in the browser hands the page that is open to an archive on this machine.

The bookmark sends a form with the page's address and markup, as the reader sees it, to an address
of this machine only; a token that it carries tells it from any other page's form.
"""

from __future__ import annotations

import hmac
import html
import json
import logging
import secrets
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs

from index.archive import Index
from index.errors import DatelineError
from index.folder.disk import replace
from index.ingest import take
from index.load.address import web_address
from index.load.base import Raw
from index.load.run import read_raw
from index.load.settings import LoadSettings
from rag.saved.after import after_commit

_log = logging.getLogger(__name__)

NAME = "clip.json"
HOST = "127.0.0.1"
_LOCAL = ("127.0.0.1", "localhost")
_FORM = "application/x-www-form-urlencoded"


def token_of(folder: Path) -> str:
    """Return the token of an archive's clipper, made when it is asked for first."""
    path = folder / NAME
    try:
        known = json.loads(path.read_text(encoding="utf-8"))["token"]
        if isinstance(known, str) and len(known) >= 32:
            return known
    except (OSError, ValueError, KeyError, TypeError):
        _log.debug("%s holds no token", path, exc_info=True)
    token = secrets.token_urlsafe(32)
    folder.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    replace(path, json.dumps({"token": token}) + "\n")
    path.chmod(0o600)
    return token


def bookmarklet(port: int, token: str) -> str:
    """Return the address of a bookmark that clips the page that is open."""
    script = (
        "(function(){var d=document,f=d.createElement('form');"
        f"f.method='POST';f.action='http://{HOST}:{port}/clip';f.target='_blank';"
        "f.acceptCharset='utf-8';"
        "function a(n,v){var i=d.createElement('textarea');i.name=n;i.value=v;f.appendChild(i)}"
        f"a('token','{token}');a('url',location.href);a('html',d.documentElement.outerHTML);"
        "f.style.display='none';d.body.appendChild(f);f.submit();f.remove()})()"
    )
    return f"javascript:{script}"


class Clipper(ThreadingHTTPServer):
    """Takes pages in for an archive, one after the other."""

    daemon_threads = True

    def __init__(self, archive: Index, port: int, say: Callable[[str], None]) -> None:
        """Listen on this machine only.

        Args:
            archive: that pages go into.
            port: to listen on; 0 for any that is free.
            say: told in a line what was clipped.

        Raises:
            DatelineError: the port is taken.
        """
        self.archive = archive
        self.token = token_of(archive.folder)
        self.say = say
        self.settings = LoadSettings()
        self.writing = Lock()
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise DatelineError(f"port {port} cannot be used ({error.strerror})") from error

    def clip(self, address: str, markup: str) -> str:
        """Take a page in; return what became of it, in a line."""
        raw = Raw(address, markup.encode(), url=address, media="text/html", charset="utf-8")
        with self.writing:
            summary = take(self.archive, list(read_raw(raw, self.settings)))
            lines = []
            if summary.changed:
                run, problems = after_commit(self.archive)
                lines = [*(alert.line() for alert in run.alerts), *problems]
        names = ("added", "updated", "unchanged", "duplicates")
        done = [name for name in names if getattr(summary, name)]
        said = str(summary.refused[0]) if summary.refused else f"{', '.join(done)}: {address}"
        for line in (said, *lines):
            self.say(line)
        return said


class _Handler(BaseHTTPRequestHandler):
    server: Clipper

    def do_POST(self) -> None:
        """Take a page in that the bookmark sends."""
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        length = self.headers.get("Content-Length") or ""
        limit = 3 * self.server.settings.max_page_bytes  # a form is longer than what it holds
        if self.path != "/clip" or host not in _LOCAL:
            self._answer(404, "there is nothing here")
        elif self.headers.get_content_type() != _FORM or not length.isdigit():
            self._answer(400, "this is not what the bookmark sends")
        elif int(length) > limit:
            self._answer(413, "the page is too large")
        else:
            body = self.rfile.read(int(length)).decode("utf-8", "replace")
            form = {name: values[0] for name, values in parse_qs(body, max_num_fields=10).items()}
            self._take(form)

    def _take(self, form: dict[str, str]) -> None:
        given = form.get("token", "").encode()
        if not hmac.compare_digest(given, self.server.token.encode()):
            self._answer(403, "the bookmark is of another archive; make it anew")
            return
        address, markup = web_address(form.get("url", "")), form.get("html", "")
        if address is None or not markup:
            self._answer(400, "there is no page to take in")
            return
        try:
            self._answer(200, self.server.clip(address, markup))
        except DatelineError as error:
            self._answer(503, str(error))

    def _answer(self, status: int, line: str) -> None:
        page = f"<!doctype html><meta charset=utf-8><title>Dateline</title><p>{html.escape(line)}"
        body = page.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep what is asked for out of the terminal."""
