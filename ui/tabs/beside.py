"""What stands beside the tabs: the sources of an answer, or an article that is read."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.errors import DatelineError
from ui import reading
from ui.context import Page, part, texts_for
from ui.thread import Thread

WANTED = "(thread) => [thread, dateline.here()]"
SHOW = "() => dateline.showMark(dateline.here().at)"


class Beside:
    """The sources of the conversation, and the article opened from anywhere on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        with gr.Column(elem_id="side", min_width=0):
            self.sources = part("sources")
            self.article = part("reader")
        self.wanted = gr.JSON(visible=False)

    def wire(self, thread: gr.JSON) -> None:
        """Let the browser open an article here."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        # Where several are opened one after the other, the last is the one that is shown.
        self.article.read(
            self.open,
            [thread, self.wanted],
            self.article,
            js=WANTED,
            trigger_mode="always_last",
            **quiet,
        ).then(None, None, None, js=SHOW)

    def open(self, thread: Any, wanted: Any, request: gr.Request) -> Any:
        """Return the article that the address names; nothing where it was closed meanwhile."""
        article = str(wanted.get("article") or "") if isinstance(wanted, dict) else ""
        if not article:
            return gr.skip()
        try:
            return reading.read(self.page.backend, article, Thread.read(thread), texts_for(request))
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error
