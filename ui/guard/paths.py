"""Which addresses of the page there are; what Gradio offers beyond them is not served."""

from __future__ import annotations

API = "/gradio_api/"
_PAGE = {
    "", "config", "theme.css", "favicon.ico", "robots.txt", "manifest.json", "alerts.atom",
}  # fmt: skip
_FILES = {"assets", "static", "svelte", "pwa_icon"}
_CALLS = {
    "info", "openapi.json", "app_id", "login_check", "startup-events", "theme.css", "user",
    "heartbeat", "queue", "call", "run", "api", "cancel", "reset", "upload", "upload_progress",
    "file", "mcp",
}  # fmt: skip


def known(path: str) -> bool:
    """Return whether a path belongs to the page."""
    parts = path[1:].rstrip("/").split("/")
    if parts[0] == API.strip("/"):
        return len(parts) > 1 and parts[1].partition("=")[0] in _CALLS
    return parts[0] in _FILES or (len(parts) == 1 and parts[0] in _PAGE)


def counted(path: str) -> bool:
    """Return whether a request counts for its client's rate: scripts and styles do not."""
    return path.strip("/").split("/")[0] not in _FILES


def lasting(path: str) -> bool:
    """Return whether an answer stays open by design: events of a page that is open."""
    return path.startswith((f"{API}heartbeat/", f"{API}queue/data", f"{API}upload_progress"))


def asks(path: str, method: str) -> bool:
    """Return whether a request puts a call of a function into the queue, or makes one."""
    starts = tuple(f"{API}{name}/" for name in ("queue/join", "call", "run", "api"))
    return method == "POST" and f"{path}/".startswith(starts)


def uploads(path: str) -> bool:
    """Return whether a request brings files."""
    return path.rstrip("/") == f"{API}upload"
