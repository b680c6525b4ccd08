"""Serving the page: who may come in, at which door."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import socket
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from ui.privacy import loopback

if TYPE_CHECKING:
    import gradio as gr

    from ui.backend import Backend


class ServeError(DatelineError):
    """The page cannot be served in the way that was asked for."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is served and who may come in.

    Attributes:
        host: address to listen on.
        port: TCP port.
        auth: user and password, or None.
        open_to_all: the asker typed that no password is wanted.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth: tuple[str, str] | None = None
    open_to_all: bool = False


def check(door: Door, *, mcp: bool = False) -> None:
    """Refuse a door that would let in strangers, or that cannot be opened.

    Args:
        door: where, and for whom.
        mcp: whether an MCP server is wanted too.

    Raises:
        ServeError: the address is not this machine's own and there is no password; the port is
            taken or the address is not one of this machine's; or what MCP needs is not installed.
    """
    if mcp and importlib.util.find_spec("mcp") is None:
        raise ServeError('--mcp needs one more package: pip install "dateline[mcp]"')
    if not loopback(door.host) and door.auth is None and not door.open_to_all:
        raise ServeError(
            f"--host {door.host} can be reached from other machines: add --auth USER:PASSWORD, "
            "or --no-auth if everyone may come in"
        )
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((door.host, door.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise ServeError(
                    f"port {door.port} on {door.host} is in use: "
                    "stop what runs there or choose another with --port"
                ) from error
            raise ServeError(
                f"cannot listen on {door.host}:{door.port}: {error.strerror or error}; "
                "choose another --host or --port"
            ) from error


def serve(
    backend: Backend, door: Door, *, mcp: bool = False, browser: bool = False, block: bool = True
) -> gr.Blocks:
    """Serve the page.

    Args:
        backend: the archive behind it.
        door: where, and for whom.
        mcp: also serve the named endpoints as an MCP server.
        browser: open the page in the user's browser.
        block: wait until the server is stopped; otherwise return at once.

    Returns:
        The running app.

    Raises:
        ServeError: see `check`.
    """
    check(door, mcp=mcp)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from ui import app, theme

    Thread(target=backend.warm, name="warm", daemon=True).start()
    label = app.translations()
    blocks = app.build(backend, label)
    blocks.queue(default_concurrency_limit=8, api_open=False)
    blocks.launch(
        server_name=door.host,
        server_port=door.port,
        auth=door.auth,
        inbrowser=browser,
        mcp_server=mcp,
        i18n=label,
        theme=theme.theme(),
        css=theme.css(),
        head=theme.head(),
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        pwa=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        max_file_size="64mb",
    )
    if mcp:
        _speak_json(blocks.mcp_server_obj)
    if block:
        blocks.block_thread()
    return blocks


def _speak_json(tools: Any) -> None:
    """Let MCP tools answer in JSON; Gradio would print Python's form of the same data."""
    plain = tools.postprocess_output_data

    def postprocess(data: Any, root_url: str) -> Any:
        told = [
            json.dumps(d, ensure_ascii=False) if isinstance(d, dict | list) else d for d in data
        ]
        return plain(told, root_url)

    tools.postprocess_output_data = postprocess
