"""The tab that shows an article whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from index.errors import DatelineError
from ui import reading
from ui.context import LISTEN, Page, texts_for
from ui.render import reader as render
from ui.thread import Thread

SHOW = "(at) => dateline.showMark(at)"


class Reader:
    """The article, opened from anywhere on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.article = gr.HTML(elem_id="reader", js_on_load=LISTEN, apply_default_css=False)
        self.at = gr.Number(visible=False)

    def wire(self, openers: Sequence[gr.HTML], thread: gr.JSON, tabs: gr.Tabs) -> None:
        """Let the buttons of other parts open an article here."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        for each in [*openers, self.article]:
            each.read(self.open, thread, [self.article, self.at, tabs], **quiet).then(
                None, self.at, None, js=SHOW
            )
        self.page.blocks.load(self.empty, None, self.article, **quiet)

    def open(
        self, thread: Any, event: gr.EventData, request: gr.Request
    ) -> tuple[str, int | None, gr.Tabs]:
        """Show an article, at a mark where the button names one."""
        fields = dict(event._data)
        start = str(fields.get("start", ""))
        try:
            shown = reading.read(
                self.page.backend, str(fields["article"]), Thread.read(thread), texts_for(request)
            )
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return shown, int(start) if start.isdecimal() else None, gr.Tabs(selected="reader")

    def empty(self, request: gr.Request) -> str:
        """Return what the tab shows at first."""
        return render.nothing(texts_for(request))
