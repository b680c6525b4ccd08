"""Fetching a page or feed: the only code of Dateline that goes to the network on its own.

Each address is looked up once, checked, and connected to as it was checked, so that a name
cannot be turned to another machine in between; so is each redirect. Proxies are not used.
"""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin, urlsplit

from index.errors import RefusedError
from index.load.address import Target, check_address
from index.load.base import Raw
from index.load.settings import LoadSettings
from index.load.unpack import unpacked

_log = logging.getLogger(__name__)

USER_AGENT = "Dateline/0.1 (news archive; reads a page when its user asks for it)"
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/json, application/pdf, text/*, application/xml, */*;q=0.1"
)
_REDIRECTS = (301, 302, 303, 307, 308)
_MEDIA_REFUSED = (
    "image/", "video/", "audio/", "font/", "application/zip", "text/css",
    "application/javascript", "text/javascript",
)  # fmt: skip
_CHUNK = 65_536


def fetch(address: str, settings: LoadSettings) -> Raw:
    """Return the bytes that an address gives.

    Args:
        address: http or https.
        settings: timeout for the whole, largest size, redirects, whether private addresses
            are allowed.

    Raises:
        RefusedError: it cannot be fetched, or must not be.
    """
    return request(address, settings).raw()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, after redirects.

    Attributes:
        address: as it was asked for.
        target: where it led to.
        status: of HTTP.
        reason: the server's word for it.
        headers: of the answer.
        body: unpacked.
    """

    address: str
    target: Target
    status: int
    reason: str
    headers: Message
    body: bytes

    def raw(self) -> Raw:
        """Return what it holds, to be read.

        Raises:
            RefusedError: the server gave something else, or nothing.
        """
        return _raw(self)


def request(
    address: str, settings: LoadSettings, headers: Mapping[str, str] | None = None
) -> Reply:
    """Ask for an address and return whatever the server says.

    Args:
        address: http or https.
        settings: as for `fetch`.
        headers: to be sent beside ours (`If-None-Match`, …).

    Raises:
        RefusedError: there is no answer, or it must not be asked for.
    """
    deadline = time.monotonic() + settings.timeout
    url = address
    for _ in range(settings.max_redirects + 1):
        target = check_address(url, settings)
        answer, body = _get(target, deadline, settings, headers or {})
        if answer.status not in _REDIRECTS:
            return Reply(address, target, answer.status, answer.reason, answer.headers, body)
        where = answer.headers.get("Location")
        if not where:
            raise RefusedError(f"the server redirects ({answer.status}) without saying where to")
        url = urljoin(target.url, where)
    raise RefusedError(f"redirects more than {settings.max_redirects} times")


class _Answer:
    """What the server said before the body."""

    def __init__(self, status: int, reason: str, headers: Message) -> None:
        self.status = status
        self.reason = reason
        self.headers = headers


def _get(
    target: Target, deadline: float, settings: LoadSettings, headers: Mapping[str, str]
) -> tuple[_Answer, bytes]:
    connection = _connect(target, deadline)
    late = threading.Event()
    # A server that trickles bytes never runs into a socket's own timeout; the watchdog does.
    watchdog = threading.Timer(
        max(0.0, deadline - time.monotonic()), _hang_up, (connection.sock, late)
    )
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.request(
            "GET",
            target.path,
            headers={
                "User-Agent": USER_AGENT,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip",
                "Connection": "close",
                **headers,
            },
        )
        response = connection.getresponse()
        answer = _Answer(response.status, response.reason, response.headers)
        body = b"" if response.status in _REDIRECTS else _body(response, settings.max_page_bytes)
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise RefusedError(f"did not answer within {settings.timeout:g} seconds") from error
        raise RefusedError(f"cannot be fetched ({type(error).__name__}: {error})") from error
    finally:
        watchdog.cancel()
        connection.close()
    if late.is_set():
        raise RefusedError(f"did not answer within {settings.timeout:g} seconds")
    return answer, body


def _connect(target: Target, deadline: float) -> http.client.HTTPConnection:
    """Connect to one of the checked addresses; the name is used for TLS and Host only."""
    problem: Exception = OSError("no address")
    for number in target.numbers:
        left = deadline - time.monotonic()
        if left <= 0:
            problem = TimeoutError("no time left")
            break
        try:
            plain = socket.create_connection((number, target.port), timeout=left)
        except OSError as error:
            _log.debug("%s does not answer at %s", target.host, number, exc_info=True)
            problem = error
            continue
        connection = http.client.HTTPConnection(target.host, target.port, timeout=left)
        connection.default_port = 443 if target.scheme == "https" else 80
        try:
            connection.sock = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
                if target.scheme == "https"
                else plain
            )
        except (OSError, ValueError) as error:
            _log.debug("%s is not trusted at %s", target.host, number, exc_info=True)
            plain.close()
            problem = error
            continue
        return connection
    raise RefusedError(f"cannot be reached ({problem})") from problem


def _hang_up(sock: socket.socket | None, late: threading.Event) -> None:
    late.set()
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            _log.debug("the server had hung up first", exc_info=True)


def _body(response: http.client.HTTPResponse, limit: int) -> bytes:
    """Read a body, packed or not, up to a limit.

    Raises:
        RefusedError: it is larger, or badly packed.
    """
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > limit:
        raise RefusedError(_too_large(limit))
    received = bytearray()
    while chunk := response.read(_CHUNK):
        received += chunk
        if len(received) > limit:
            raise RefusedError(_too_large(limit))
    data = bytes(received)
    if "gzip" in response.headers.get("Content-Encoding", "").lower():
        data = unpacked(data, limit)
    return data


def _too_large(limit: int) -> str:
    return f"is larger than {limit / 2**20:.3g} MiB"


def _raw(reply: Reply) -> Raw:
    if reply.status != 200:
        raise RefusedError(f"the server answered {reply.status} {reply.reason}".rstrip())
    media = reply.headers.get_content_type() if reply.headers.get("Content-Type") else ""
    if media.startswith(_MEDIA_REFUSED):
        raise RefusedError(f"is {media}, not an article")
    return Raw(
        reply.address,
        reply.body,
        url=reply.target.url,
        media=media,
        charset=reply.headers.get_content_charset(),
        filename=urlsplit(reply.target.url).path.rpartition("/")[2],
    )
