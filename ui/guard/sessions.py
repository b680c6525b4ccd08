"""Logins that are under way: random tokens, kept in memory, ended one by one or all at once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

_MOST = 10_000


@dataclass(slots=True)
class _Login:
    user: str
    used: float


class Sessions:
    """Tokens of those who have logged in; only their digests are kept.

    Args:
        seconds: after which a login that is not used ends.
        clock: seconds.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._known: dict[str, _Login] = {}
        self._key = secrets.token_bytes(32)
        self._proved: dict[str, bytes] = {}

    def start(self, user: str) -> str:
        """Return a new token for a user."""
        now = self._clock()
        for token in [t for t, each in self._known.items() if now - each.used > self._seconds]:
            del self._known[token]
        if len(self._known) >= _MOST:
            del self._known[min(self._known, key=lambda each: self._known[each].used)]
        token = secrets.token_urlsafe(32)
        self._known[_digest(token)] = _Login(user, now)
        return token

    def user(self, token: str) -> str | None:
        """Return whose token it is; None for one that is unknown or has ended."""
        login = self._known.get(_digest(token))
        now = self._clock()
        if login is None or now - login.used > self._seconds:
            return None
        login.used = now
        return login.user

    def end(self, token: str) -> None:
        """End one login."""
        self._known.pop(_digest(token), None)

    def end_all(self, user: str) -> None:
        """End all logins of a user, everywhere."""
        for token in [t for t, each in self._known.items() if each.user == user]:
            del self._known[token]
        self._proved.pop(user, None)

    def proved(self, user: str, password: str) -> bool:
        """Return whether this password was right before: a program sends it with every call."""
        return hmac.compare_digest(self._proved.get(user, b""), self._seal(password))

    def prove(self, user: str, password: str) -> None:
        """Remember that a password was right, under a key of this process alone."""
        self._proved[user] = self._seal(password)

    def _seal(self, password: str) -> bytes:
        return hmac.digest(self._key, password.encode("utf-8", "surrogatepass"), "sha256")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
