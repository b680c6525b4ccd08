"""What stands beside the tabs: the sources of an answer, or an article that is read."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.errors import DatelineError
from ui import reading
from ui.context import Page, part, texts_for
from ui.thread import Thread

SHOW = "(at) => dateline.showMark(at)"


class Beside:
    """The sources of the conversation, and the article opened from anywhere on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        with gr.Column(elem_id="side", min_width=0):
            self.sources = part("sources")
            self.article = part("reader")
        self.at = gr.Number(visible=False)

    def wire(self, thread: gr.JSON) -> None:
        """Let the browser open an article here."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        self.article.read(self.open, thread, [self.article, self.at], **quiet).then(
            None, self.at, None, js=SHOW
        )

    def open(self, thread: Any, event: gr.EventData, request: gr.Request) -> tuple[str, int | None]:
        """Show an article, at a mark where one is named."""
        fields = dict(event._data)
        start = str(fields.get("start", ""))
        try:
            shown = reading.read(
                self.page.backend, str(fields["article"]), Thread.read(thread), texts_for(request)
            )
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return shown, int(start) if start.isdecimal() else None
