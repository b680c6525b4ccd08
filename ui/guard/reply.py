"""Short answers that the guard gives itself, and the headers that every answer carries."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers: TypeAlias = Iterable[tuple[str, str]]

# Gradio's page is made of inline scripts and builds functions of text; what an injected one
# could reach is held to this server by the rest.
_POLICY = "; ".join((
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
))  # fmt: skip
SECURITY = (
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),  # with none at all, forms are sent with `Origin: null`
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)


def header(scope: Scope, name: str) -> str:
    """Return a header of a request, "" when it has none."""
    wanted = name.encode("latin-1")
    return next((v.decode("latin-1") for n, v in scope["headers"] if n == wanted), "")


async def reply(
    send: Send, status: int, body: str, media: str = "text/plain", headers: Headers = ()
) -> None:
    """Send a whole answer."""
    data = body.encode("utf-8")
    fields = [("content-type", f"{media}; charset=utf-8"), ("content-length", str(len(data)))]
    fields += [("cache-control", "no-store"), *headers]
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in fields]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": data})


async def refuse(send: Send, status: int, line: str, headers: Headers = ()) -> None:
    """Send a refusal: one line, in the form in which Gradio's page and clients look for it."""
    body = json.dumps({"detail": line, "error": line}, ensure_ascii=False)
    await reply(send, status, body, "application/json", headers)


def guarded(send: Send, request_id: str, seen: Callable[[int], None]) -> Send:
    """Return a `send` that adds the headers of security and drops what opens an answer to others.

    Args:
        send: the server's own.
        request_id: goes out as `X-Request-Id`.
        seen: told the status.
    """
    added = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in SECURITY]
    added.append((b"x-request-id", request_id.encode("latin-1")))
    ours = {name for name, _ in added}

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message.get("headers", ())
                if name.lower() not in ours
                and not name.lower().startswith(b"access-control-")
                and name.lower() != b"server"
            ]
            message = {**message, "headers": [*kept, *added]}
            seen(message["status"])
        await send(message)

    return sending
