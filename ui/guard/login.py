"""Logging in and out: a page for people, a token or a password for programs."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
from html import escape
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.requests import HTTPConnection

from ui.context import texts_for
from ui.guard.accounts import Account, Accounts
from ui.guard.limits import Throttle
from ui.guard.reply import Headers, Scope, Send, header, refuse, reply
from ui.guard.sessions import Sessions
from ui.guard.settings import GuardSettings
from ui.texts import Texts

_log = logging.getLogger(__name__)

COOKIE = "dateline-login"
LOGIN, LOGOUT = "/login", "/logout"
_CHECKS = 2
"""Passwords hashed at the same time: each takes 64 MiB and a processor for a while."""


class LoginError(Exception):
    """A login that fails; the status and the seconds to wait go out with it."""

    def __init__(self, status: int, wait: float = 0.0) -> None:
        super().__init__(status)
        self.status, self.wait = status, wait


class Doorkeeper:
    """Knows who a request is from, and lets people log in and out.

    Args:
        accounts: who may come in.
        settings: wrong passwords, hours.
        secure: whether the cookie travels over https alone.
    """

    def __init__(self, accounts: Accounts, settings: GuardSettings, secure: bool) -> None:
        self.accounts = accounts
        self.sessions = Sessions(settings.login_hours * 3600)
        self._throttle = Throttle(settings.wrong_logins)
        self._secure = secure
        self._checks = asyncio.Semaphore(_CHECKS)

    async def who(self, scope: Scope, client: str) -> Account | None:
        """Return whose request it is, by cookie, bearer token or password; None for nobody.

        Raises:
            LoginError: a password came with it and is wrong, or comes too soon after others.
        """
        kind, _, value = header(scope, "authorization").partition(" ")
        if kind.lower() == "basic":
            try:
                name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                raise LoginError(400) from None
            return await self._check(name, password, client)
        token = value.strip() if kind.lower() == "bearer" else self._cookie(scope)
        user = self.sessions.user(token) if token else None
        return self.accounts.named(user) if user else None

    async def _check(self, name: str, password: str, client: str) -> Account:
        account = self.accounts.named(name)
        if account and self.sessions.proved(name, password):
            return account
        keys = (f"from {client}", f"as {name}")
        if (wait := self._throttle.wait(*keys)) > 0:
            raise LoginError(429, wait)
        # Counted before it is looked at, so that many at once cannot all be looked at.
        self._throttle.wrong(*keys)
        async with self._checks:
            found = await asyncio.to_thread(self.accounts.check, name, password)
        if found is None:
            _log.info("a wrong password from %s", client)
            raise LoginError(401)
        self._throttle.right(*keys)
        self.sessions.prove(name, password)
        return found

    def _cookie(self, scope: Scope) -> str:
        try:
            found = SimpleCookie(header(scope, "cookie")).get(COOKIE)
        except CookieError:
            _log.debug("cookies that are none", exc_info=True)
            return ""
        return found.value if found else ""

    async def login(self, scope: Scope, send: Send, body: bytes, client: str) -> None:
        """Answer what the form of the login page, or a program, sent.

        The answer to a program is Gradio's own, so that its clients can log in.
        """
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10)
        name = fields.get("username", [""])[0].strip()
        password = fields.get("password", [""])[0]
        person = "text/html" in header(scope, "accept")
        try:
            account = await self._check(name, password, client)
        except LoginError as error:
            status = 400 if error.status == 401 else error.status
            after: Headers = [("retry-after", str(int(error.wait) + 1))] if error.wait else []
            if person:
                line = "login_wrong" if status == 400 else "login_wait"
                await self.page(scope, send, line, status, error.wait, after)
            else:
                await refuse(send, status, _said(error), after)
            return
        cookie = ("set-cookie", self._set(self.sessions.start(account.name)))
        if person:
            await reply(send, 303, "", headers=[cookie, ("location", "/")])
        else:
            await reply(send, 200, '{"success": true}', "application/json", [cookie])

    async def logout(self, scope: Scope, send: Send, user: Account | None, body: bytes) -> None:
        """End this login, or with `everywhere` all logins of its user."""
        if user and b"everywhere" in body:
            self.sessions.end_all(user.name)
        self.sessions.end(self._cookie(scope))
        gone = ("set-cookie", self._set("") + "; Max-Age=0")
        await reply(send, 303, "", headers=[gone, ("location", LOGIN)])

    def _set(self, token: str) -> str:
        secure = "; Secure" if self._secure else ""
        return f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"

    async def page(
        self,
        scope: Scope,
        send: Send,
        line: str = "",
        status: int = 200,
        wait: float = 0.0,
        headers: Headers = (),
        user: Account | None = None,
    ) -> None:
        """Send the page on which people log in, or out when they are in."""
        texts = texts_for(HTTPConnection(scope))
        told = texts(line, seconds=int(wait) + 1) if line else ""
        form = _out(texts, user) if user else _in(texts, told)
        html = _PAGE.format(language=texts.language, title=escape(texts("login")), form=form)
        await reply(send, status, html, "text/html", headers)


def _said(error: LoginError) -> str:
    if error.status == 429:
        return f"too many wrong passwords: try again in {int(error.wait) + 1} s"
    return "the name or the password is wrong"


def _in(texts: Texts, told: str) -> str:
    alert = f'<p role="alert">{escape(told)}</p>' if told else ""
    return (
        f'<form method="post" action="{LOGIN}">{alert}'
        f"<label>{escape(texts('login_name'))}"
        '<input name="username" autocomplete="username" autofocus required></label>'
        f"<label>{escape(texts('login_password'))}"
        '<input name="password" type="password" autocomplete="current-password" required></label>'
        f"<button>{escape(texts('login'))}</button></form>"
    )


def _out(texts: Texts, user: Account) -> str:
    return (
        f"<p>{escape(texts('login_as', name=user.name))} "
        f'<a href="/">{escape(texts("login_open"))}</a></p>'
        f'<form method="post" action="{LOGOUT}"><button>{escape(texts("logout"))}</button>'
        f'<button name="everywhere" value="1">{escape(texts("logout_everywhere"))}</button></form>'
    )


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Dateline</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 22rem;
  margin: 12vh auto; padding: 0 1rem }}
label, button {{ display: block; width: 100%; margin: 0 0 1rem; box-sizing: border-box }}
input {{ display: block; width: 100%; box-sizing: border-box }}
input, button {{ font: inherit; padding: .5rem }}
[role=alert] {{ color: #b3261e }}
@media (prefers-color-scheme: dark) {{ [role=alert] {{ color: #ffb4ab }} }}
</style>
</head>
<body><main><h1>Dateline</h1>{form}</main></body>
</html>
"""
