"""One gate before the page: every request passes it, or is refused in one line."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from ui.guard import paths
from ui.guard.accounts import Account
from ui.guard.body import Body, BodyError, given, too_large
from ui.guard.hosts import Hosts
from ui.guard.limits import Rates
from ui.guard.login import LOGIN, LOGOUT, Doorkeeper, LoginError
from ui.guard.reply import App, Receive, Scope, Send, guarded, header, refuse, reply
from ui.guard.settings import GuardSettings
from ui.guard.watch import Watch

_log = logging.getLogger(__name__)

USER = "dateline.user"
"""Key of a request's scope that holds the name of whoever makes it."""
_PROGRAM = "this program"


class Guard:
    """The gate.

    Args:
        app: the page.
        hosts: names and origins.
        settings: limits.
        door: who may come in; None lets in everyone who reaches the address.
        writing: tells whether the body of a call names a function that changes the archive.
        watch: state and counts of the server.
        room: bytes that uploads may still take.
    """

    def __init__(
        self,
        app: App,
        hosts: Hosts,
        settings: GuardSettings,
        door: Doorkeeper | None,
        writing: Callable[[str, Any], bool],
        watch: Watch,
        room: Callable[[], int],
    ) -> None:
        self._app, self._hosts, self._settings, self._door = app, hosts, settings, door
        self._writing, self._watch, self._room = writing, watch, room
        self._rates = Rates(settings.rate, settings.burst, settings.open_requests)
        self.own = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        number, started, status = secrets.token_hex(8), time.monotonic(), 0

        def seen(said: int) -> None:
            nonlocal status
            status = said

        try:
            await self._checked(scope, receive, guarded(send, number, seen))
        finally:
            self._watch.request(number, scope, status, time.monotonic() - started)

    async def _checked(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        host = header(scope, "host")
        if not self._hosts.knows(host):
            line = (
                f"{host[:100]!r} is not a name of this server; its operator names it: --public-url"
            )
            await refuse(send, 403, line)
        elif not self._welcome(scope, host):
            await refuse(send, 403, "this server takes no requests from pages of other sites")
        elif path in ("/healthz", "/readyz"):
            await self._state(path, send)
        else:
            await self._known(scope, receive, send, path, method)

    def _welcome(self, scope: Scope, host: str) -> bool:
        """Whether a browser's request comes from our own page, or only opens it."""
        origin, site = header(scope, "origin"), header(scope, "sec-fetch-site")
        if origin and not self._hosts.trusts(origin, host):
            return False
        opens = scope["method"] == "GET" and header(scope, "sec-fetch-mode") == "navigate"
        return site in ("", "same-origin", "none") or bool(origin) or opens

    async def _state(self, path: str, send: Send) -> None:
        ready = path == "/healthz" or self._watch.ready
        await reply(send, 200 if ready else 503, "ok\n" if ready else "stopping or starting\n")

    async def _known(
        self, scope: Scope, receive: Receive, send: Send, path: str, method: str
    ) -> None:
        """Find out who asks, hold them to their share, and go on."""
        client = scope["client"][0] if scope.get("client") else "?"
        own = secrets.compare_digest(header(scope, "x-dateline-own").encode(), self.own.encode())
        if own:
            scope[USER] = _PROGRAM
            await self._bounded(scope, receive, send, None)
            return
        if paths.counted(path) and (wait := self._rates.enter(client)):
            line = f"too many requests from {client}: try again in {wait:.0f} s"
            await refuse(send, 429, line, [("retry-after", f"{wait:.0f}")])
            return
        try:
            user = None
            if self._door:
                try:
                    user = await self._door.who(scope, client)
                except LoginError as error:
                    line = f"try again in {error.wait:.0f} s" if error.wait else "wrong password"
                    await refuse(send, error.status, line)
                    return
                if path in (LOGIN, LOGOUT):
                    await self._log(scope, receive, send, user, client)
                    return
                if user is None:
                    await self._turn_away(scope, send, path, method)
                    return
                scope[USER] = user.name
            await self._bounded(scope, receive, send, user)
        finally:
            if paths.counted(path):
                self._rates.leave(client)

    async def _log(
        self, scope: Scope, receive: Receive, send: Send, user: Account | None, client: str
    ) -> None:
        assert self._door
        if scope["method"] == "POST":
            try:
                body = await Body(receive, 10_000, self._settings.body_seconds).whole()
            except BodyError as error:
                await refuse(send, error.status, str(error))
                return
            if scope["path"] == LOGIN:
                await self._door.login(scope, send, body, client)
            else:
                await self._door.logout(scope, send, user, body)
        elif scope["path"] == LOGIN and scope["method"] == "GET":
            await self._door.page(scope, send, user=user)
        else:
            await refuse(send, 405, f"{scope['path']} takes no {scope['method']}")

    async def _turn_away(self, scope: Scope, send: Send, path: str, method: str) -> None:
        if path == "/" and method == "GET":
            await reply(send, 303, "", headers=[("location", LOGIN)])
        elif path == "/favicon.ico":
            await reply(send, 204, "")
        else:
            await refuse(send, 401, "log in first", [("www-authenticate", "Bearer")])

    async def _bounded(
        self, scope: Scope, receive: Receive, send: Send, user: Account | None
    ) -> None:
        """Take in the body within its limits, and let the page answer."""
        path, method = scope["path"], scope["method"]
        limits = self._settings
        reader = user is not None and user.role == "read"
        if path == "/metrics" and method == "GET":
            await reply(send, 200, self._watch.metrics(), "text/plain; version=0.0.4")
            return
        if not paths.known(path):
            await refuse(send, 404, f"there is no {path[:100]}")
            return
        bringing = paths.uploads(path)
        if bringing and reader:
            await refuse(send, 403, "your role is to read: ask for the role edit")
            return
        most = min(limits.upload_bytes, self._room()) if bringing else limits.body_bytes
        length = header(scope, "content-length")
        if length.isdigit() and int(length) > most:
            line = too_large(most) if most >= limits.body_bytes else "no room for more uploads now"
            await refuse(send, 413, line, [("connection", "close")])
            return
        seconds = limits.upload_seconds if bringing else limits.body_seconds
        body = Body(receive, most, seconds)
        if method not in ("POST", "PUT", "PATCH", "DELETE"):
            await self._app(scope, receive, send)
        elif bringing:
            await self._streamed(scope, body, send)
        else:
            await self._called(scope, body, send, reader)

    async def _called(self, scope: Scope, body: Body, send: Send, reader: bool) -> None:
        """Let the page answer a call whose body is read first."""
        try:
            data = await body.whole()
        except BodyError as error:
            await refuse(send, error.status, str(error), [("connection", "close")])
            return
        path = scope["path"]
        if not paths.asks(path, scope["method"]):
            await self._app(scope, given(data, body), send)
            return
        if reader and self._writes(path, data):
            await refuse(send, 403, "your role is to read: ask for the role edit")
            return
        with self._watch.entering() as busy:
            if busy:
                seconds, line = busy
                await refuse(send, 503, line, [("retry-after", str(seconds))])
                return
            await self._app(scope, given(data, body), send)

    def _writes(self, path: str, data: bytes) -> bool:
        try:
            asked = json.loads(data)
        except (ValueError, RecursionError):
            return True
        return self._writing(path, asked)

    async def _streamed(self, scope: Scope, body: Body, send: Send) -> None:
        """Let the page take an upload as it arrives; what breaks a limit is told in its place."""
        told = False

        async def sending(message: Any) -> None:
            nonlocal told
            if body.broken is None:
                told = True
                await send(message)

        try:
            await self._app(scope, body, sending)
        except Exception:
            if body.broken is None:
                raise
            _log.debug("an upload was broken off", exc_info=True)
        if body.broken and not told:
            await refuse(send, body.broken.status, str(body.broken), [("connection", "close")])
