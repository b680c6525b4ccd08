"""The document that Gradio serves, opened in the reader's language."""

from __future__ import annotations

import json

from starlette.requests import HTTPConnection

from ui import theme
from ui.context import texts_for
from ui.guard.reply import App, Message, Receive, Scope, Send
from ui.texts import Texts

_START = b"<head>"
_ENGLISH = b'lang="en"'
_FIXED = ("gradio_upload", "gradio_more_tabs")
"""Keys of the names that Gradio says in English, whatever the language."""


class Document:
    """The page's app, whose document says its language before Gradio's own scripts ask for it.

    They ask the browser, and know nothing of a language that was chosen on the page.

    Args:
        app: Gradio's app.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._script = theme.script("language.js")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is no document passes unchanged."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def sending(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = self._opened(b"".join(parts), texts_for(HTTPConnection(scope)))
            headers = [each for each in start["headers"] if each[0] != b"content-length"]
            headers.append((b"content-length", str(len(body)).encode("latin-1")))
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, sending)

    def _opened(self, page: bytes, texts: Texts) -> bytes:
        said = json.dumps({Texts()(key): texts(key) for key in _FIXED})
        script = f"<script>window.dateline = {{ said: {said} }};\n{self._script}</script>"
        page = page.replace(_ENGLISH, f'lang="{texts.language}"'.encode(), 1)
        return page.replace(_START, _START + script.encode(), 1)
