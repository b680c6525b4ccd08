"""Web addresses: parsed, looked up, and refused when they lead where they must not."""

from __future__ import annotations

import ipaddress
import logging
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from index.errors import RefusedError
from index.load.settings import LoadSettings

_log = logging.getLogger(__name__)

_SCHEMES = ("http", "https")
# For protocols, relays and examples; Python takes some of them for global.
_KEPT_BACK = [
    ipaddress.ip_network(each) for each in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")
]
_GLOBAL = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ISATAP = 0x5EFE


def web_address(value: str) -> str | None:
    """Return an address of the web (http or https, with a host) as it is, None for any other."""
    try:
        parts = urlsplit(value)
        return value if parts.scheme in _SCHEMES and parts.hostname else None
    except ValueError:
        _log.debug("no web address", exc_info=True)
        return None


@dataclass(frozen=True, slots=True)
class Target:
    """A parsed address and the checked numbers that its host has."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]


def check_address(url: str, settings: LoadSettings) -> Target:
    """Parse an address, look its host up and refuse what must not be reached.

    Raises:
        RefusedError: not http or https, not valid, unknown, or private.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise RefusedError(f"is not a valid address ({error})") from error
    if parts.scheme not in _SCHEMES:
        raise RefusedError(f"only http and https addresses are fetched, not {parts.scheme}")
    if not host:
        raise RefusedError("is not a valid address (no host)")
    if parts.username or parts.password:
        raise RefusedError("holds a user name or password; leave it out of the address")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    numbers = _numbers(host, port)
    if not settings.allow_private:
        for number in numbers:
            if not is_public(number):
                # The number is not told: it would show the inside of a network to outsiders.
                _log.debug("%s leads to %s", host, number)
                raise RefusedError(
                    "leads to a private address; allow it with "
                    "DATELINE_LOAD_ALLOW_PRIVATE=true if that is meant"
                )
    return Target(parts._replace(fragment="").geturl(), parts.scheme, host, port, path, numbers)


def _numbers(host: str, port: int) -> tuple[str, ...]:
    """Return the IP addresses of a host; one that is an address already is not looked up."""
    try:
        return (str(ipaddress.ip_address(host)),)
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"the host {host} is not known ({error})") from error
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(number: str) -> bool:
    """Tell whether an IP address belongs to the public internet.

    Addresses that wrap another one (IPv4-mapped, 6to4, Teredo, NAT64, ISATAP) count as what they
    wrap. Of the others in six words only those count that are given out as global (2000::/3).
    """
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    kept_back = any(address in each for each in _KEPT_BACK)
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and not kept_back
    wrapped = address.ipv4_mapped or address.sixtofour
    if address.teredo:
        wrapped = address.teredo[1]
    elif address in _NAT64 or (int(address) >> 32) & 0xFDFFFFFF == _ISATAP:
        wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if wrapped is not None:
        return is_public(str(wrapped))
    return address in _GLOBAL and address.is_global and not kept_back
