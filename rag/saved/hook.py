"""What the user wants done with an alert: a command of theirs, or an address that it is sent to."""

from __future__ import annotations

import http.client
import shlex
import ssl
import subprocess
from collections.abc import Iterable
from urllib.parse import urlsplit

from index.load.address import web_address
from rag.errors import SavedError
from rag.saved.alert import Alert
from rag.saved.store import Saved
from rag.saved.trust import is_own

_SECONDS = 30.0


def check_hook(hook: str) -> None:
    """Refuse a hook that could never be called.

    Raises:
        SavedError: it is neither an address nor a command line.
    """
    if web_address(hook) is not None:
        return
    try:
        words = shlex.split(hook)
    except ValueError as error:
        raise SavedError(f"the hook {hook!r} is no command line ({error})") from error
    if not words or "://" in words[0]:
        raise SavedError(f"the hook {hook!r} is neither a command nor an http or https address")


def call_hooks(saved: Iterable[Saved], alerts: Iterable[Alert]) -> list[str]:
    """Hand each alert to the hook of its question; return what went wrong, a line each.

    A command gets the alert as JSON on its standard input, without a shell; an address gets it
    as the body of a POST. Neither is tried again: the alert stays in the list.
    """
    hooks = {each.name: each for each in saved if each.hook}
    problems = []
    for alert in alerts:
        owner = hooks.get(alert.name)
        if owner is not None and not is_own(owner.name, owner.hook, owner.signed):
            problems.append(
                f"the hook of {owner.name} was not called: it was not saved by you on this "
                "machine; remove the question and add it again if you want its hook"
            )
        elif owner is not None:
            hook = owner.hook
            try:
                _call(hook, alert.model_dump_json())
            except (OSError, subprocess.SubprocessError, http.client.HTTPException) as error:
                problems.append(f"the hook of {alert.name} failed ({hook}: {error})")
    return problems


def _call(hook: str, document: str) -> None:
    address = web_address(hook)
    if address is not None:
        _post(address, document)
        return
    subprocess.run(  # noqa: S603 - the user's own command
        shlex.split(hook),
        input=document.encode(),
        check=True,
        timeout=_SECONDS,
        stdout=subprocess.DEVNULL,
    )


def _post(address: str, document: str) -> None:
    parts = urlsplit(address)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(
            host, parts.port, timeout=_SECONDS, context=context
        )
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=_SECONDS)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        headers = {"Content-Type": "application/json", "User-Agent": "Dateline"}
        connection.request("POST", path, document.encode(), headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise OSError(f"the server answered {status}")
