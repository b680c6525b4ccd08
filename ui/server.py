"""Serving the page: who may come in, at which door."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import socket
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from index.load.address import web_address
from ui.privacy import loopback

if TYPE_CHECKING:
    import gradio as gr

    from ui.backend import Backend
    from ui.guard.accounts import Accounts
    from ui.guard.middleware import Guard
    from ui.guard.running import Running


class ServeError(DatelineError):
    """The page cannot be served in the way that was asked for."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the page is served and who may come in.

    Attributes:
        host: address to listen on.
        port: TCP port.
        accounts: who may come in, or None for everyone who reaches the address.
        open_to_all: the asker typed that no password is wanted.
        public_urls: addresses under which a proxy shows the page, as https://news.example.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    accounts: Accounts | None = None
    open_to_all: bool = False
    public_urls: tuple[str, ...] = ()


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
    if not loopback(door.host) and door.accounts is None and not door.open_to_all:
        raise ServeError(
            f"--host {door.host} can be reached from other machines: add --auth-file FILE (see "
            "`dateline account`), or --no-auth if everyone may come in"
        )
    for url in door.public_urls:
        if not web_address(url):
            raise ServeError(f"--public-url {url} is not an address such as https://news.example")
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
) -> Running:
    """Serve the page.

    Args:
        backend: the archive behind it.
        door: where, and for whom.
        mcp: also serve the named endpoints as an MCP server.
        browser: open the page in the user's browser.
        block: wait until the server is stopped; otherwise return at once.

    Returns:
        The running server.

    Raises:
        ServeError: see `check`.
        StartError: it does not come up.
    """
    check(door, mcp=mcp)
    # Files that are uploaded are their owner's alone, and go with the server.
    uploads = Path(tempfile.mkdtemp(prefix="dateline-"))
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # Of its last 10,000 calls Gradio would make a table, anew after each call.
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(sys.maxsize)
    import uvicorn

    from ui import app
    from ui.guard import connections, running
    from ui.guard.calls import Calls
    from ui.guard.settings import GuardSettings
    from ui.guard.watch import Watch

    settings = GuardSettings()
    Thread(target=backend.warm, name="warm", daemon=True).start()
    label = app.translations()
    blocks = app.build(backend, label)
    watch = Watch(Calls(blocks), settings.waiting, settings.at_once)
    backend.measure, backend.seconds = watch.question, settings.question_seconds
    guard = _guard(backend, blocks, label, door, uploads, settings, watch, mcp)
    config = uvicorn.Config(
        guard,
        host=door.host,
        port=door.port,
        http=connections.protocol(connections.most(settings.connections), settings.head_seconds),
        ws="none",
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=bool(door.public_urls),
        timeout_graceful_shutdown=2,
    )
    if mcp:
        shown = f"[{door.host}]" if ":" in door.host else door.host
        _loop_back(blocks.mcp_server_obj, f"http://{shown}:{door.port}/", guard.own)
        _speak_json(blocks.mcp_server_obj)
    served = running.Running(config, blocks, watch, uploads, settings.drain_seconds)
    if browser:
        import webbrowser

        here = "localhost" if door.host in ("0.0.0.0", "::") else door.host  # noqa: S104
        webbrowser.open(f"http://{here}:{door.port}/")
    if block:
        served.wait()
    return served


def _guard(
    backend: Backend, blocks: gr.Blocks, label: gr.I18n, door: Door, uploads: Path, settings: Any,
    watch: Any, mcp: bool,
) -> Guard:  # fmt: skip
    """Return Gradio's app behind the gate."""
    import fastapi
    import gradio as gr

    from index.folder.disk import size
    from ui import theme
    from ui.desk.feed import offer
    from ui.document import Document
    from ui.guard.hosts import Hosts
    from ui.guard.login import Doorkeeper
    from ui.guard.middleware import USER, Guard
    from ui.guard.roles import is_writing
    from ui.guard.sealed import seal
    from ui.guard.states import States

    seal(blocks)
    # By default each who waits is told of the queue whenever a question ends.
    blocks.queue(default_concurrency_limit=settings.at_once, api_open=False, status_update_rate=1)
    blocks.state_session_capacity = settings.sessions
    blocks.is_running = True
    # Our own spans hold no text; FastAPI's would hold addresses and messages of errors.
    silent: dict[str, Any] = {"telemetry": dict.fromkeys(("tracing", "metrics", "logs"), False)}
    outer = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None, **silent)
    offer(outer, backend)
    gr.mount_gradio_app(
        outer,
        blocks,
        path="/",
        server_name=door.host,
        server_port=door.port,
        app_kwargs=silent,
        auth_dependency=(lambda request: request.scope.get(USER)) if door.accounts else None,
        mcp_server=mcp,
        i18n=label,
        theme=theme.theme(),
        head=theme.head(),
        ssr_mode=False,
        pwa=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=True,
        max_file_size="64mb",
    )
    routes: list[Any] = list(outer.routes)
    blocks.app = blocks.server_app = next(each.app for each in routes if each.path == "")
    blocks.app.state_holder = States(blocks)

    def writing(path: str, asked: Any) -> bool:
        """Whether a call names a function that changes the archive; one that names none does.

        Gradio looks at the number in some calls and at the name in others: here both count.
        """
        parts = set(path.split("/"))
        named = [each for each in blocks.fns.values() if each.api_name in parts]
        number = asked.get("fn_index") if isinstance(asked, dict) else None
        if number is not None:
            known = blocks.fns.get(number) if isinstance(number, int) else None
            if known is None:
                return True
            named.append(known)
        return not named or any(is_writing(each.fn) for each in named)

    hosts = Hosts(door.host, door.public_urls)
    keeper = Doorkeeper(door.accounts, settings, hosts.secure) if door.accounts else None
    return Guard(
        Document(outer),
        hosts,
        settings,
        keeper,
        writing,
        watch,
        lambda: settings.upload_total_bytes - size(uploads),
    )


def _loop_back(tools: Any, url: str, own: str) -> None:
    """Let Gradio's MCP server call the page's functions as this program, not as a stranger."""
    from functools import cache

    from gradio_client import Client

    @cache
    def client() -> Client:
        return Client(
            url,
            download_files=False,
            verbose=False,
            analytics_enabled=False,
            headers={"x-gradio-user": "mcp", "x-dateline-own": own},
        )

    tools._local_url = url
    tools._get_or_create_client = client


def _speak_json(tools: Any) -> None:
    """Let MCP tools answer in JSON; Gradio would print Python's form of the same data."""
    plain = tools.postprocess_output_data

    def postprocess(data: Any, root_url: str) -> Any:
        told = [
            json.dumps(d, ensure_ascii=False) if isinstance(d, dict | list) else d for d in data
        ]
        return plain(told, root_url)

    tools.postprocess_output_data = postprocess
