"""Under which names the server may be spoken to, and which pages may speak to it."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from ui.privacy import loopback

_log = logging.getLogger(__name__)


class Hosts:
    """The names that a request may give in `Host`, and the origins that it may come from.

    A web site can give its own name an address of this machine or network (DNS rebinding): then
    a visitor's browser takes this server for a part of that site. So a name counts only when it
    is known; addresses in numbers cannot be given away in that way.

    Args:
        host: the address that is listened on.
        public_urls: addresses of a proxy before the server, as https://news.example.
    """

    def __init__(self, host: str, public_urls: Sequence[str] = ()) -> None:
        self._here = loopback(host)
        self._names = {"localhost"} if self._here else {"localhost", socket.gethostname().lower()}
        self._names.add(host.lower())
        self._public = [urlsplit(each) for each in public_urls]
        self._names |= {each.hostname or "" for each in self._public}
        self._origins = {_origin(each.scheme, each.netloc) for each in self._public}

    def knows(self, host: str) -> bool:
        """Return whether a `Host` header names this server."""
        try:
            parts = urlsplit(f"//{host}")
            name = (parts.hostname or "").rstrip(".")
            _ = parts.port
        except ValueError:
            return False
        if not name or parts.username is not None or parts.path or parts.query:
            return False
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback if self._here else True

    def trusts(self, origin: str, host: str) -> bool:
        """Return whether a page of an origin may speak to the server under a known `Host`."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            _log.debug("an origin that is none", exc_info=True)
            return False
        if parts.scheme not in ("http", "https"):
            return False
        said = _origin(parts.scheme, parts.netloc)
        return said in self._origins or said == _origin(parts.scheme, host)

    @property
    def secure(self) -> bool:
        """Whether every public address is https, so that cookies need never travel in the open."""
        return bool(self._public) and all(each.scheme == "https" for each in self._public)


def _origin(scheme: str, netloc: str) -> str:
    """Return one spelling of an origin: small letters, the usual port left out."""
    netloc = netloc.lower()
    usual = ":443" if scheme == "https" else ":80"
    return f"{scheme}://{netloc.removesuffix(usual)}"
